import type { Step } from '../plan/model.ts';
import type { Eyes } from './observe/observe.ts';
import type { WindowLog } from './window-log.ts';

/** Two ways of ending early. */
export interface Halt {
  /** Given: no further step begins. */
  readonly soft: AbortSignal;
  /** Given: whatever runs is left at once. */
  readonly hard: AbortSignal;
}

/** What running a step takes. */
export interface Context {
  readonly eyes: Eyes;
  /** The same for guards, which judge ages by evidence and take the lock. */
  readonly guardEyes: Eyes;
  readonly log: WindowLog;
  readonly halt: Halt;
  /** Tells people what a step waits for, with the seconds that are left. */
  readonly waiting: (step: Step, text: string, leftSec: number) => void;
  /** Tells people that a step cannot begin before those steps of other sites have ended. */
  readonly held: (step: Step, by: readonly string[]) => void;
}

export type StepResult = 'done' | 'failed' | 'interrupted';
