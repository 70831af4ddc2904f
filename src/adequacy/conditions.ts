import type { Ground, Mutant } from './mutant.ts';

/** A reason why a damage breaks no law: it leaves an estate that is another lawful one. */
export interface Condition {
  readonly sentence: string;
  readonly holds: (mutant: Mutant, ground: Ground) => boolean;
}

export const CONDITIONS: readonly Condition[] = [];
