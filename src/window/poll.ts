import type { Step } from '../plan/model.ts';
import type { Context } from './context.ts';
import type { Memory, Observation } from './observation.ts';
import { observe } from './observe/observe.ts';

const EVERY_MS = 5000;

export interface Polling {
  readonly memory: Memory;
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** Called before each look after the first. */
  readonly again?: () => Promise<void>;
}

/** Looks until the effect is there, a person is needed, or the time is over; the last observation. */
export async function poll(context: Context, step: Step, polling: Polling): Promise<Observation> {
  const { eyes, halt } = context;
  const { time } = eyes.world;
  for (;;) {
    const seen = await observe(eyes, step.verify, polling.memory);
    const left = polling.until - time.now();
    if (seen.state === 'holds' || seen.state === 'wrong' || left <= 0 || halt.hard.aborted) return seen;
    context.waiting(step, seen.text, Math.ceil(left / 1000));
    await time.sleep(Math.min(EVERY_MS, left), halt.hard);
    if (halt.hard.aborted) return seen;
    await polling.again?.();
  }
}
