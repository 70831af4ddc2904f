import { named } from '../estate/ask/describe.ts';
import type { Reference } from '../estate/model/entity.ts';
import { type Anchor, beside } from '../finding/place.ts';
import { subjectKey } from '../finding/subject.ts';
import type { Block, Draft } from './draft.ts';
import type { Member } from './members.ts';
import type { Planning } from './planning.ts';
import type { Route } from './route-model.ts';
import { routeTo } from './routes.ts';

/** A machine that a step cannot do without, beside the one that it acts on. */
export interface Way {
  readonly over: Member;
  /** In words: what goes over it. */
  readonly text: string;
  readonly at: Anchor;
}

/** What stops and what starts at a site, in order. */
export interface ThereAndBack {
  readonly stops: readonly Block[];
  readonly starts: readonly Block[];
}

/** Refuses steps whose way leads over a machine that is off by then: they could not end, and nobody would come back. */
export function refuseLostWays(planning: Planning, { stops, starts }: ThereAndBack): void {
  const off = new Set<Member>();
  for (const block of stops) {
    for (const step of block.steps) {
      refuseOver(planning, step, off, 'is switched off before');
      const stopped = STOPS.has(step.action) ? aboutOf(planning, block) : undefined;
      if (stopped) off.add(stopped);
    }
  }
  for (const block of starts) {
    for (const step of block.steps) refuseOver(planning, step, off, 'starts only after it');
    const started = startedBy(planning, block);
    if (started) off.delete(started);
  }
}

/** Machines that a plan brings up before any step goes over them, so that nobody has to ask for them first; those of another site always are. */
export function startedFirst(planning: Planning, starts: readonly Block[]): ReadonlySet<Member> {
  const first = new Set<Member>();
  const gone = new Set<Member>();
  for (const block of starts) {
    for (const { over } of block.steps.flatMap((step) => waysOf(planning, step))) {
      if (over.site === block.site && !first.has(over)) gone.add(over);
    }
    const started = startedBy(planning, block);
    if (started && !gone.has(started)) first.add(started);
  }
  return first;
}

/** Over which machines a step reaches what it acts on and looks at. */
export function waysOf(planning: Planning, step: Draft): Way[] {
  const { verify } = step;
  const routes = [step.via, 'via' in verify ? verify.via : null, seenOver(planning, step)];
  const ways = routes.flatMap((route) => (route ? hopsOf(planning, route) : []));
  return [...ways, ...observerOf(planning, step)];
}

const STOPS: ReadonlySet<Draft['action']> = new Set(['stop-guest', 'stop-nas', 'power-off-hypervisor']);

function refuseOver(planning: Planning, step: Draft, off: ReadonlySet<Member>, how: string): void {
  for (const { over, text, at } of waysOf(planning, step)) {
    if (!off.has(over)) continue;
    planning.refuse(`${text} ${named(over)}, which ${how} in this plan: name a machine that stays on`, at, [
      { text: 'the machine on the way', at: over.at },
    ]);
  }
}

/** The way to the machine of a step that is looked at from the last machine before it. */
function seenOver(planning: Planning, { verify, subject }: Draft): Route | undefined {
  if (!('from' in verify) || !verify.from) return undefined;
  const key = subjectKey(subject);
  const machine = machineOf(planning, key) ?? machineOf(planning, key.slice(key.indexOf('/') + 1));
  const route = machine && routeTo(planning, machine);
  return route?.jump.at(-1)?.id === verify.from.id ? route : undefined;
}

/** `probe_via`, hop by hop. */
function hopsOf(planning: Planning, route: Route): Way[] {
  const target = machineOf(planning, route.id);
  if (!target) return [];
  const at = target.ssh ? beside(target.ssh.at, 'probe_via') : target.at;
  return route.jump.flatMap((hop): Way[] => {
    const over = machineOf(planning, hop.id);
    return over ? [{ over, text: `${named(target)} is reached (probe_via) over`, at }] : [];
  });
}

/** Who sees that a machine is off. */
function observerOf(planning: Planning, { verify, site }: Draft): Way[] {
  if (verify.kind !== 'host-off' || !verify.observer) return [];
  const stated = planning.estate.index.site(site)?.maintenance?.offObserver;
  const over = stated && machineOf(planning, stated.value);
  if (!over) return [];
  const text = `that machines of site "${site}" are off is seen (off_observer) by`;
  return [{ over, text, at: stated.at }, ...hopsOf(planning, verify.observer.via)];
}

const startedBy = (planning: Planning, block: Block): Member | undefined =>
  block.part === 'machine' ? aboutOf(planning, block) : undefined;

const aboutOf = (planning: Planning, { about }: Block): Member | undefined =>
  about === undefined ? undefined : machineOf(planning, about);

function machineOf({ estate: { index } }: Planning, name: Reference | string): Member | undefined {
  return index.guest(name) ?? index.node(name) ?? index.named(name);
}
