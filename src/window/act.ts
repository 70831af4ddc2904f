import type { Step } from '../plan/model.ts';
import type { Argv } from '../plan/route-model.ts';
import type { Context } from './context.ts';
import { type Memory, notYet, type Observation } from './observation.ts';
import { complaint } from './observe/answer.ts';
import { poll } from './poll.ts';
import { sendWake } from './send-wake.ts';
import type { Ran } from './world.ts';

/** What became of a step's command. */
export interface Acted {
  readonly seen: Observation;
  /** What the command complained about. */
  readonly said: string;
}

/** How long the effect may still come after a command said that it failed. */
const GRACE_MS = 15_000;
const ESCALATED_MS = 120_000;
const WAKE_AGAIN_MS = 30_000;
/** The answer of a machine that cut the connection while it obeyed. */
const CUT_OFF = 255;

/** Does what a step does and waits for the effect, until its deadline. */
export async function act(context: Context, step: Step, memory: Memory, first: Observation): Promise<Acted> {
  const until = context.eyes.world.time.now() + step.wait.deadlineSec * 1000;
  if (step.wake) return wake(context, step, memory, until);
  if (step.wait.looks) return { seen: await poll(context, step, { memory, until, first }), said: '' };
  if (step.argv.length === 0) return { seen: await poll(context, step, { memory, until }), said: '' };
  if (step.verify.kind === 'command') return runCapability(context, step, memory, until);
  const acted = await command(context, step, step.argv, memory, until);
  if (acted.seen.state !== 'not-yet' || !step.escalate || context.halt.hard.aborted) return acted;
  return escalate(context, step, step.escalate, memory);
}

async function command(
  context: Context,
  step: Step,
  argv: Argv,
  memory: Memory,
  until: number,
): Promise<Acted> {
  const { log, eyes, halt } = context;
  const { time, transport, here } = eyes.world;
  log.write({ kind: 'acting', step: step.id, command: argv.join(' ') });
  const options = { timeoutMs: Math.max(until - time.now(), 1000), signal: halt.hard };
  const ran = step.via ? await transport.run(step.via, argv, options) : await here.run(argv, options);
  if (halt.hard.aborted) return { seen: notYet('left at once'), said: '' };
  const said = saidBy(ran);
  log.write({ kind: 'acted', step: step.id, said });
  if (ran.kind === 'unreachable' && wasNotRun(ran)) return { seen: notYet('it was not run'), said };
  const patient = ran.kind === 'unreachable' || ran.code === 0 || isCutOff(step, ran.code);
  const end = patient ? until : Math.min(until, time.now() + GRACE_MS);
  return { seen: await poll(context, step, { memory, until: end }), said };
}

const saidBy = (ran: Ran): string => {
  if (ran.kind === 'unreachable') return ran.text;
  return ran.code === 0 ? '' : complaint(ran);
};

const wasNotRun = ({ reason }: Extract<Ran, { kind: 'unreachable' }>): boolean =>
  reason !== 'lost' && reason !== 'timeout';

const isCutOff = (step: Step, code: number): boolean => step.verify.kind === 'host-off' && code === CUT_OFF;

/** Only where the contract allows it: the guest had its time. */
async function escalate(context: Context, step: Step, argv: Argv, memory: Memory): Promise<Acted> {
  const until = context.eyes.world.time.now() + ESCALATED_MS;
  const acted = await command(context, step, argv, memory, until);
  const said = `it did not stop in time, so it was switched off: ${argv.join(' ')}`;
  if (acted.seen.state !== 'holds') return acted;
  return { seen: { state: 'holds', text: `${acted.seen.text}; ${said}` }, said };
}

async function wake(context: Context, step: Step, memory: Memory, until: number): Promise<Acted> {
  const { eyes, halt, log } = context;
  const { world } = eyes;
  let sentAt = 0;
  let said = '';
  const send = async () => {
    if (world.time.now() - sentAt < WAKE_AGAIN_MS) return;
    said = (await sendWake(world, step.via!, step.wake!, halt.hard)) ?? '';
    sentAt = world.time.now();
  };
  log.write({ kind: 'acting', step: step.id, command: `magic packet for ${step.wake!.macs.join(', ')}` });
  await send();
  log.write({ kind: 'acted', step: step.id, said });
  const seen = await poll(context, step, { memory, until, again: send });
  return { seen, said };
}

const CAPABILITY_TRIES = 3;
const CAPABILITY_RETRY_MS = 10_000;

/** A postcheck is its own proof. A service that has just started gets a second and a third chance. */
async function runCapability(context: Context, step: Step, memory: Memory, until: number): Promise<Acted> {
  const { time } = context.eyes.world;
  let seen: Observation = notYet('');
  for (let tries = 1; tries <= CAPABILITY_TRIES; tries++) {
    if (tries > 1) await time.sleep(CAPABILITY_RETRY_MS, context.halt.hard);
    seen = await poll(context, step, { memory, until: Math.min(until, time.now()) });
    if (seen.state !== 'not-yet' || context.halt.hard.aborted) break;
  }
  return { seen, said: '' };
}
