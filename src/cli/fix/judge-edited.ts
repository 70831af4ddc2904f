import type { Judge, Verdict } from '../../fix/verdict.ts';
import type { Gate } from '../../gate/gate.ts';
import { overlayTree } from '../../load/overlay-tree.ts';
import { resolver } from '../../load/resolve.ts';
import type { Tree } from '../../load/tree.ts';
import { counts } from '../../result/result.ts';
import { settled } from '../../result/settled.ts';
import { type Memory, newMemory, prepare } from '../judge.ts';
import { textReader } from '../texts.ts';

/** The law against what `gates fix` writes for somebody to confirm. */
const ON_DRAFTS = 'contracts/confirmed';

/** Judges an estate with some of its files edited in memory; what did not change is read once. */
export function judgeOf(
  tree: Tree,
  where: string,
  now: string | undefined,
  only: (gate: Gate) => boolean = () => true,
  memory: Memory = newMemory(),
): Judge {
  return async (files, id) => {
    const edited = overlayTree(tree, files);
    const pick = (all: readonly Gate[]) =>
      all.filter((gate) => only(gate) && (id === undefined || gate.id === id));
    const { estate, catalogue } = await prepare(edited, where, now, (_, all) => pick(all), memory);
    const resolve = resolver(estate.documents, textReader(estate, edited));
    const gates = pick(catalogue);
    const { runs, findings } = settled(gates, catalogue, estate, resolve);
    const unjudged = runs.flatMap(({ stopped, gate }) => (stopped ? [gate.id] : []));
    return {
      estate,
      gates,
      findings: findings.filter((finding) => counts(finding) && finding.gate !== ON_DRAFTS),
      unjudged: new Set(unjudged),
      examined: new Map(runs.map(({ gate, examined }) => [gate.id, examined.subjects])),
    } satisfies Verdict;
  };
}
