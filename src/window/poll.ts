import type { Step } from '../plan/model.ts';
import type { Context } from './context.ts';
import type { Memory, Observation } from './observation.ts';
import { type Eyes, observe } from './observe/observe.ts';

const EVERY_MS = 5000;

export interface Polling {
  readonly memory: Memory;
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** Called before each look after the first. */
  readonly again?: () => Promise<void>;
  /** A look that has just failed, which is not taken again. */
  readonly first?: Observation;
}

/** Looks until the effect is there, a person is needed, or time or attempts are over; the last observation. */
export async function poll(context: Context, step: Step, polling: Polling): Promise<Observation> {
  const { eyes, halt } = context;
  const { time } = eyes.world;
  let failed = 0;
  let seen = polling.first;
  for (;;) {
    seen ??= await observe(patient(eyes, step), step.verify, polling.memory);
    const left = polling.until - time.now();
    if (seen.state === 'holds' || seen.state === 'wrong' || left <= 0 || halt.hard.aborted) return seen;
    if (counts(context, step)) failed++;
    const { looks } = step.wait;
    if (looks && failed >= looks.attempts) return seen;
    context.waiting(step, seen.text, Math.ceil(left / 1000));
    const pause = looks && failed > 0 ? looks.backoffSec * 1000 : EVERY_MS;
    await time.sleep(Math.min(pause, left), halt.hard);
    if (halt.hard.aborted) return seen;
    await polling.again?.();
    seen = undefined;
  }
}

/** What was just started may be silent for a while. */
function counts({ log, eyes }: Context, { site, wait }: Step): boolean {
  const started = log.state.started.get(site);
  return started === undefined || eyes.world.time.now() >= started + (wait.looks?.graceSec ?? 0) * 1000;
}

/** A look takes no longer than the contract gives it. */
function patient(eyes: Eyes, { wait }: Step): Eyes {
  if (!wait.looks) return eyes;
  const limit = AbortSignal.timeout(Math.max(1, wait.looks.timeoutSec) * 1000);
  return { ...eyes, signal: AbortSignal.any([eyes.signal, limit]) };
}
