import { expect } from 'vitest';
import { prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { reportedRun } from '../../src/cli/reported.ts';
import { textOfJudgement } from '../../src/cli/text-report.ts';
import { Refusal } from '../../src/finding/refusal.ts';
import type { Tree } from '../../src/load/tree.ts';
import type { Reported } from '../../src/report/reported.ts';
import type { Result } from '../../src/result/result.ts';

const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };

export interface Told {
  readonly result?: Result;
  /** What the reports are made of. */
  readonly run?: Reported;
  /** What a person reads. */
  readonly text: string;
}

/** Judges a tree by every gate; a refusal is a clear answer too, anything else that is thrown is not. */
export async function told(tree: Tree): Promise<Told> {
  try {
    const prepared = await prepare(tree, 'a hostile estate', '2026-01-15T12:00:00Z');
    const judgement = judged(tree, prepared, NOWHERE, prepared.catalogue);
    const { result } = judgement;
    expect(result.gates.filter((gate) => gate.outcome === 'crashed')).toEqual([]);
    const run = reportedRun('.', prepared, judgement, 1, []);
    return { result, run, text: textOfJudgement(judgement, prepared.clock, { colour: false, quiet: false }) };
  } catch (error) {
    if (error instanceof Refusal) return { text: `${error.message} ${error.hint ?? ''}` };
    throw error;
  }
}
