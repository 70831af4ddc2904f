import { type Adequacy, type AdequacyOptions, adequacyOf } from '../../adequacy/adequacy.ts';
import { tallyOf } from '../../adequacy/score.ts';
import type { AdequacyScore } from '../../contract/generated/receipt.ts';
import type { Gate } from '../../gate/gate.ts';
import type { Tree } from '../../load/tree.ts';
import { contractSchemas } from '../contract-schemas.ts';
import type { Prepared } from '../judge.ts';
import { progressLine } from './progress.ts';

/** Damages the prepared estate and asks the gates; counts along on standard error. */
export function measured(
  tree: Tree,
  { settings, estate, catalogue }: Prepared,
  gates: readonly Gate[],
  choice: Omit<AdequacyOptions, 'schemas' | 'progress'>,
): Promise<Adequacy> {
  const options = { ...choice, schemas: contractSchemas(), progress: progressLine() };
  return adequacyOf({ tree, settings, estate, catalogue, gates }, options);
}

/** Which mutants a receipt's score is about: all of them where there is no sample. */
export type ScoreChoice = Pick<AdequacyScore, 'sample' | 'seed'>;

/** The score of a pack's gates, as a receipt states it. */
export async function adequacyScore(
  tree: Tree,
  prepared: Prepared,
  gates: readonly Gate[],
  { sample, seed }: ScoreChoice,
): Promise<AdequacyScore> {
  const { verdicts, digest, mutants } = await measured(tree, prepared, gates, { sample, seed });
  const { killed, survived, invalid, equivalent } = tallyOf(verdicts);
  return {
    operators: digest,
    mutants,
    killed,
    survived,
    invalid,
    equivalent,
    seed,
    ...(sample !== undefined && { sample }),
  };
}
