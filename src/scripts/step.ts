import type { At } from './at.ts';

/** A word of a command as it is run: quotes gone, a hole for each expansion. */
export interface StepWord {
  readonly text: string;
  readonly variables: readonly string[];
  /** Of a choice that is written on the spot, what it may say: `"qm" if vm else "pct"`. */
  readonly choices?: readonly string[] | undefined;
}

/** What has to be so for a step to be reached. */
export interface Guard {
  /** The condition as written; of a case arm the subject, `in` and its patterns. */
  readonly text: string;
  readonly holds: boolean;
  readonly start: number;
  readonly end: number;
  /** Of a choice between branches: where it starts and which branch this is. Two branches of one choice exclude each other. */
  readonly choice?: number | undefined;
  readonly branch?: number | undefined;
}

/**
 * What becomes of a step that fails.
 * `fatal`: the program ends by itself; `leaves`: a written exit or return follows; `tested`: its success is asked for;
 * `handled`: something else is tried; `told`: it is only said; `swallowed`: it counts as success; `lost`: nobody can ask
 * for it any more; `passed`: it is the result of the function or program; `ignored`: the next statement just runs;
 * `switched-off`: the same, since `set +e` took back the `set -e` above.
 */
export type Failure =
  | 'fatal'
  | 'leaves'
  | 'tested'
  | 'handled'
  | 'told'
  | 'swallowed'
  | 'lost'
  | 'passed'
  | 'ignored'
  | 'switched-off';

/** What a failure means to one of the programs around a step, told apart by where they start. */
export interface Fate {
  readonly program: number;
  readonly failure: Failure;
}

/** What a step may still say behind so many words is no part of a command that anybody wrote. */
export const MOST_WORDS = 300;

/** A command of a script, with the way to it and the way on from it. */
export interface Step extends At {
  /** The program that is started, then its arguments. */
  readonly words: readonly StepWord[];
  readonly via: 'direct' | 'ssh' | 'string' | 'python';
  /** Nearest first, up to the function around the step. */
  readonly guards: readonly Guard[];
  /** For each program around the step, innermost first, as far as the failure is passed on. */
  readonly fates: readonly Fate[];
  /** Nothing that it says on standard error is shown or kept. */
  readonly silent: boolean;
  /** A loop that the step's failure or success ends. */
  readonly leaves?: { readonly loop: number; readonly on: 'failure' | 'success' } | undefined;
  /** Its result is turned round where it stands: `! ping`. */
  readonly turned: boolean;
  /** Whether the condition that it stands in holds where it fails: `if call([...]):`. Of Python only. */
  readonly heldByFailure?: boolean | undefined;
  /** Start of the nearest loop around. */
  readonly loop?: number | undefined;
  /** What its output is piped into, as written. */
  readonly feeds?: string | undefined;
}

/** Tells a step from the others of its script: the step of an act may be a copy of that of the script. */
export const spanOf = ({ anchor }: Step): string => `${anchor.start} ${anchor.end}`;

/** What a program inside another one gets from the command that runs it. */
export type Around = Pick<
  Step,
  'guards' | 'fates' | 'silent' | 'leaves' | 'turned' | 'heldByFailure' | 'loop' | 'feeds'
>;
