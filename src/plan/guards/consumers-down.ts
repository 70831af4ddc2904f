import { shortly } from '../../estate/ask/describe.ts';
import { isGuest } from '../../estate/reading/reference.ts';
import type { Check } from '../check.ts';
import { guestState } from '../guest-steps.ts';
import { mountsOf } from '../host-mounts.ts';
import { mountCheck } from '../hypervisor-steps.ts';
import type { Member } from '../members.ts';
import { neededEdges } from '../needed-edges.ts';
import type { Planning } from '../planning.ts';
import { requiredRoute } from '../routes.ts';
import { type GuardedSite, guard, rowOf } from './guard.ts';

/** A NAS that is stopped alone may have nothing left that mounts from it. */
export function consumersDownGuard(guarded: GuardedSite) {
  const { planning, site, order } = guarded;
  if (!planning.scope.nasOnly) return [];
  const stopped = new Set(order.map(({ thing }) => thing));
  const edges = neededEdges(planning.estate).filter(({ provider }) => stopped.has(provider));
  const consumers = [...new Set(edges.map((edge) => edge.consumer))].filter((one) => !stopped.has(one));
  return guard(guarded, {
    id: 'consumers-down',
    phases: ['shutdown'],
    text: `${consumers.map(shortly).join(', ') || 'nothing'} uses it no more`,
    at: edges[0]?.at ?? rowOf(site),
    policy: false,
    checks: consumers.flatMap((consumer) => isDown(planning, consumer)),
  });
}

function isDown(planning: Planning, consumer: Member): Check[] {
  if (isGuest(consumer)) return [guestState(planning, consumer, 'stopped')];
  const via = requiredRoute(planning, consumer);
  return mountsOf(planning, consumer).map(({ path }) => mountCheck(via, path, false));
}
