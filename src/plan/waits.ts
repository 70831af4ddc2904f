import { phasesInOrder, startedBy } from '../estate/ask/positions.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { Node } from '../estate/model/node.ts';
import type { PhaseHost } from '../estate/model/order.ts';
import { referenceOf } from '../estate/reading/reference.ts';
import { type Anchor, beside } from '../finding/place.ts';
import type { Wait } from './model.ts';
import type { Planning } from './planning.ts';

/** The row of a phase that starts a thing, or its stacks, and the wait that it states. */
interface StatedWait {
  readonly seconds: number;
  readonly at: Anchor;
  readonly text: string;
}

type What = 'itself' | 'stacks';

/** The longest wait that any phase of its site states after a thing was started. */
function statedWait(planning: Planning, thing: Node | Guest, what: What): StatedWait | undefined {
  const key = referenceOf(thing);
  const found = phasesInOrder(planning.estate, thing.site ?? '').flatMap((phase) =>
    phase.hosts
      .filter((host) => isAbout(host, key, what))
      .flatMap((host): StatedWait[] => {
        const seconds = host.waitAfterSec;
        const text = `wait_after_sec of phase ${phase.number}`;
        return seconds === undefined ? [] : [{ seconds, at: waitAt(host), text }];
      }),
  );
  return found.sort((a, b) => b.seconds - a.seconds)[0];
}

function isAbout(host: PhaseHost, key: string, what: What): boolean {
  const target = host.target?.guest ?? host.target?.node;
  const started = startedBy(host).map((entry) => entry.guest);
  if (what === 'stacks') return target === key && host.stacks.length > 0;
  return started.includes(key) || (target === key && started.length === 0 && host.stacks.length === 0);
}

const waitAt = ({ at }: PhaseHost): Anchor => beside(at, 'wait_after_sec');

interface WaitRule {
  readonly thing: Node | Guest;
  readonly what: What;
  /** Least time until the step has failed. */
  readonly deadlineSec: number;
  /** Whether the step's own check tells that the thing is ready, so that nothing has to be waited out. */
  readonly observed: boolean;
}

/** How long a thing may take: what the contract expects, and at least twice that before it has failed. */
export function waitFor(planning: Planning, { thing, what, deadlineSec, observed }: WaitRule): Wait {
  const stated = statedWait(planning, thing, what);
  if (!stated) {
    const text = 'no phase states a wait_after_sec for it';
    return { seconds: 0, deadlineSec, settle: false, looks: null, ...planning.because(text, thing.at) };
  }
  const { seconds, text, at } = stated;
  return {
    seconds,
    deadlineSec: Math.max(deadlineSec, seconds * 2),
    settle: !observed && seconds > 0,
    looks: null,
    ...planning.because(text, at),
  };
}
