import type { Estate } from '../estate/model/estate.ts';
import type { Ground, Mutant } from './mutant.ts';
import { sameFacts } from './same-facts.ts';

/** A damage that no gate noticed, with the model before and after. */
export interface Unnoticed {
  readonly mutant: Mutant;
  readonly ground: Ground;
  readonly estate: Estate;
}

/** A reason why a damage breaks no law: it leaves an estate that is another lawful one. */
export interface Condition {
  readonly sentence: string;
  readonly holds: (unnoticed: Unnoticed) => boolean;
}

const isDrop = ({ mutant }: Unnoticed): boolean => mutant.operator.id.startsWith('drop-');

export const CONDITIONS: readonly Condition[] = [
  {
    sentence:
      'Stated twice: without this statement every entity of the model is the same, by what other contracts say.',
    holds: (unnoticed) => isDrop(unnoticed) && sameFacts(unnoticed.ground.estate, unnoticed.estate),
  },
];
