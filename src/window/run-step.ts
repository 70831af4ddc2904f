import type { Step } from '../plan/model.ts';
import { type Acted, act } from './act.ts';
import { adviceFor } from './advice.ts';
import type { Context, StepResult } from './context.ts';
import { type Memory, newMemory, type Observation } from './observation.ts';
import { observe } from './observe/observe.ts';
import { poll } from './poll.ts';
import type { StepPast } from './window-state.ts';

const TRIES = 3;
const RETRY_MS = 5000;

/** Reads the state, acts only if needed, waits for the effect; the journal is written before and after. */
export async function runStep(context: Context, step: Step): Promise<StepResult> {
  const { log, halt } = context;
  const past = log.state.steps.get(step.id);
  const actedAt = past?.status === 'begun' ? past.actingAt : null;
  log.write({ kind: 'begin', step: step.id });
  const memory = { ...newMemory(), seenOpen: past?.seenOpen ?? false };
  const seen =
    actedAt === null
      ? await firstLook(context, step, memory)
      : await effectOf(context, step, memory, actedAt);
  noteSeen(context, step, memory, past);
  if (halt.hard.aborted) return 'interrupted';
  if (seen.state === 'holds')
    return finished(context, step, actedAt === null ? 'already' : 'acted', seen.text);
  const problem = whyNotAct(step, seen);
  if (problem !== null) return failed(context, step, problem, seen);
  const acted = await act(context, step, memory, seen);
  if (halt.hard.aborted) return 'interrupted';
  return concluded(context, step, acted);
}

/**
 * A command that was under way when the window was killed is judged by its effect before it is given again. Where that
 * was long ago, a machine that is quiet is still watched as long as it has to be.
 */
async function effectOf(context: Context, step: Step, memory: Memory, actedAt: number): Promise<Observation> {
  const seen = await poll(context, step, { memory, until: actedAt + step.wait.deadlineSec * 1000 });
  return seen.state === 'not-yet' ? firstLook(context, step, memory) : seen;
}

/** One look; again where nobody could look, and where a quiet machine must be watched for a while. */
async function firstLook(context: Context, step: Step, memory: Memory): Promise<Observation> {
  const { eyes, halt } = context;
  for (let tries = 1; ; ) {
    const seen = await throughCarrier(context, step, await observe(eyes, step.verify, memory));
    const quiet = seen.state === 'not-yet' && memory.closedSince !== null;
    if (seen.state === 'unseen') tries++;
    else if (!quiet) return seen;
    if (tries > TRIES || isWaiting(step) || halt.hard.aborted) return seen;
    context.waiting(step, seen.text, step.wait.deadlineSec);
    await eyes.world.time.sleep(RETRY_MS, halt.hard);
  }
}

/** What runs in a guest that is stopped is stopped with it, though nobody can look inside. */
async function throughCarrier(context: Context, step: Step, seen: Observation): Promise<Observation> {
  if (seen.state !== 'unseen' || step.action !== 'stop-stack') return seen;
  const { steps } = context.log.state.plan;
  const carrier = steps.find((one) => one.action === 'stop-guest' && one.subject === step.subject);
  if (!carrier) return seen;
  const below = await observe(context.eyes, carrier.verify);
  return below.state === 'not-yet' ? seen : below;
}

/** A step that does nothing but look, or wakes what cannot be looked at yet. */
export const isWaiting = (step: Step): boolean => step.argv.length === 0;

function whyNotAct(step: Step, seen: Observation): string | null {
  if (seen.state === 'wrong') return seen.text;
  if (seen.state === 'unseen' && !isWaiting(step)) return `${seen.text}; unknown is not done`;
  return null;
}

function noteSeen({ log }: Context, step: Step, memory: Memory, past: StepPast | undefined): void {
  if (memory.seenOpen && past?.seenOpen !== true) log.write({ kind: 'seen', step: step.id });
}

async function concluded(context: Context, step: Step, { seen, said }: Acted): Promise<StepResult> {
  if (seen.state !== 'holds') {
    return failed(context, step, said === '' ? seen.text : `${seen.text} (${said})`, seen);
  }
  if (step.wait.settle) await settle(context, step);
  return finished(context, step, isWaiting(step) && !step.wake ? 'already' : 'acted', seen.text);
}

/** Nothing tells that the thing is ready, so the stated time has to pass. */
async function settle({ eyes, halt, waiting }: Context, step: Step): Promise<void> {
  waiting(step, step.wait.text, step.wait.seconds);
  await eyes.world.time.sleep(step.wait.seconds * 1000, halt.hard);
}

function finished({ log }: Context, step: Step, how: 'acted' | 'already', text: string): StepResult {
  log.write({ kind: 'done', step: step.id, how, text });
  return 'done';
}

function failed({ log }: Context, step: Step, text: string, seen: Observation): StepResult {
  const advice = seen.state === 'wrong' ? seen.advice : adviceFor(step, seen);
  log.write({ kind: 'failed', step: step.id, text, advice });
  return 'failed';
}
