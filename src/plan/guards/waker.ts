import { named, shortly } from '../../estate/ask/describe.ts';
import type { Node } from '../../estate/model/node.ts';
import { isGuest } from '../../estate/reading/reference.ts';
import type { Check } from '../check.ts';
import type { Because } from '../model.ts';
import { isStopped } from '../outside.ts';
import type { Planning } from '../planning.ts';
import type { Route } from '../route-model.ts';
import { routeTo } from '../routes.ts';
import { wakeOf } from '../wake.ts';
import { type GuardedSite, goesDown, guard, rowOf, STARTING, STOPPING } from './guard.ts';

/** Whoever wakes the site answers, and is not switched off with it. */
export function wakerGuard(guarded: GuardedSite) {
  const { planning, site } = guarded;
  const stated = site.maintenance?.waker;
  const waker = stated && planning.estate.index.named(stated.value);
  const via = waker && routeTo(planning, waker);
  const at = stated?.at ?? rowOf(site);
  const checks = via ? [{ kind: 'host-up', via, read: ['true'] } as const, ...senderCheck(guarded, via)] : [];
  const starting = checks.length === 0 ? [] : STARTING;
  const text = stated
    ? `"${stated.value}", which wakes the site, answers`
    : 'a machine that wakes the site answers';
  return [
    ...guard(guarded, { id: 'waker', phases: starting, text, at, checks }),
    ...guard(guarded, {
      id: 'waker',
      phases: STOPPING,
      text: `${text} and stays on`,
      at,
      checks,
      objections: poweredOff(guarded).length === 0 ? [] : objections(guarded),
    }),
  ];
}

/** What sends the packet has to be there before anything is off. */
function senderCheck({ planning, site, order }: GuardedSite, via: Route): Check[] {
  const wakes = order.some(({ thing }) => !isGuest(thing) && wakeOf(planning, site, thing));
  if (!wakes) return [];
  const reads = [
    ['socat', '-V'],
    ['python3', '--version'],
  ];
  return [{ kind: 'sender', via, tools: reads.map(([tool]) => tool!), reads }];
}

function poweredOff({ planning, order }: GuardedSite): Node[] {
  return order.flatMap(({ thing }) => (!isGuest(thing) && isStopped(planning, thing) ? [thing] : []));
}

function objections(guarded: GuardedSite): Because[] {
  const { planning, site } = guarded;
  const stated = site.maintenance?.waker;
  if (!stated) {
    const text = `site "${site.id}" states no waker: nothing could switch it on again`;
    return [planning.because(text, rowOf(site))];
  }
  const asleep = poweredOff(guarded).filter((node) => !wakeOf(planning, site, node));
  const deaf = asleep.map((node) =>
    planning.because(
      `${shortly(node)} cannot be woken: no contract states its MAC, or the broadcast address`,
      node.at,
    ),
  );
  return [...waysDown(planning, site.id, stated), ...deaf];
}

/** The waker itself, and the machines over which it is reached. */
function waysDown(
  planning: Planning,
  site: string,
  stated: { value: string; at: Parameters<Planning['because']>[1] },
): Because[] {
  const { index } = planning.estate;
  const waker = index.named(stated.value);
  const via = waker && routeTo(planning, waker);
  if (!waker || !via) {
    return [
      planning.because(
        `"${stated.value}", the waker of site "${site}", is no machine that can be reached`,
        stated.at,
      ),
    ];
  }
  const hops = via.jump.flatMap((hop) => index.named(hop.id) ?? []);
  return [waker, ...hops]
    .filter((machine) => goesDown(planning, machine))
    .map((machine) =>
      planning.because(
        `${named(machine)} goes down in this plan, but site "${site}" is woken by or over it`,
        stated.at,
      ),
    );
}
