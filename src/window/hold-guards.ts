import type { Because, Guard } from '../plan/model.ts';
import type { WindowPhase } from '../plan/phases.ts';
import type { Observation } from './observation.ts';
import { type Eyes, observe } from './observe/observe.ts';

/** What stands in for guards. */
export interface Licence {
  /** Policy guards do not count. */
  readonly emergency: boolean;
  /** The contract's word was given. */
  readonly acknowledged: boolean;
}

/** One guard with what was found. */
export interface GuardVerdict {
  readonly guard: Guard;
  readonly verdict: 'held' | 'refused' | 'skipped' | 'acknowledged' | 'noted';
  /** Each problem, and what to do about it. */
  readonly problems: readonly { readonly text: string; readonly advice: string }[];
}

const TRIES = 2;
const RETRY_MS = 3000;

/** Holds the guards of one phase at one site. */
export async function holdGuards(
  eyes: Eyes,
  guards: readonly Guard[],
  phase: WindowPhase,
  licence: Licence,
): Promise<GuardVerdict[]> {
  const verdicts: GuardVerdict[] = [];
  for (const guard of guards.filter((one) => one.phases.includes(phase))) {
    verdicts.push(await holdGuard(eyes, guard, licence));
  }
  return verdicts;
}

/** A guard that an emergency sets aside is not even asked: its machines may be dark. */
async function holdGuard(eyes: Eyes, guard: Guard, licence: Licence): Promise<GuardVerdict> {
  if (licence.emergency && guard.policy) return { guard, verdict: 'skipped', problems: [] };
  const problems = [...guard.objections.map(objection), ...(await failing(eyes, guard))];
  return { guard, verdict: verdictOn(guard, problems.length > 0, licence), problems };
}

function verdictOn(guard: Guard, failed: boolean, licence: Licence): GuardVerdict['verdict'] {
  if (!failed) return 'held';
  if (!guard.blocking) return 'noted';
  return guard.acknowledgedBy && licence.acknowledged ? 'acknowledged' : 'refused';
}

const objection = ({ text, place }: Because) => ({
  text,
  advice: `correct the contract (${place.file}:${place.line})`,
});

async function failing(eyes: Eyes, guard: Guard) {
  const problems: { text: string; advice: string }[] = [];
  for (const check of guard.checks) {
    const seen = await patiently(eyes, () => observe(eyes, check));
    if (seen.state !== 'holds') problems.push({ text: seen.text, advice: adviceOn(guard, seen) });
  }
  return problems;
}

async function patiently(eyes: Eyes, look: () => Promise<Observation>): Promise<Observation> {
  let seen = await look();
  for (let tries = 1; tries < TRIES && seen.state === 'unseen' && !eyes.signal.aborted; tries++) {
    await eyes.world.time.sleep(RETRY_MS, eyes.signal);
    seen = await look();
  }
  return seen;
}

function adviceOn(guard: Guard, seen: Observation): string {
  if (seen.state === 'wrong') return seen.advice;
  switch (guard.id) {
    case 'reachability':
      return 'bring the machine or the way to it back';
    case 'waker':
      return 'switch the waker on: without it the site cannot be woken';
    case 'consumers-down':
      return 'stop what uses the NAS first: gates window run --phase shutdown does';
    case 'out-of-band':
      return 'bring the device back, or stand next to the machines and give the word of the contract in GATES_ACK_TOKEN';
    default:
      return 'make it hold and run the command again';
  }
}
