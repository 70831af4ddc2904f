import { packNames, packOf } from '../../config/packs.ts';
import { uncountedPaths } from '../../config/uncounted.ts';
import type { Estate } from '../../estate/model/estate.ts';
import { Refusal } from '../../finding/refusal.ts';
import type { Gate } from '../../gate/gate.ts';
import { identityOf } from '../../git/identity.ts';
import type { Tree } from '../../load/tree.ts';
import type { ExplainedGate } from '../../report/explain.ts';
import { facetOf } from '../../result/facets.ts';
import type { Prepared } from '../judge.ts';
import { judgedWithBaseline } from '../judgement.ts';

/** A gate with its verdict on this estate, and all that names it. */
export function explainedGate(gate: Gate, tree: Tree, root: string, prepared: Prepared): ExplainedGate {
  const { estate, settings } = prepared;
  const identity = identityOf(root, uncountedPaths(settings, estate.documents));
  const { runs, result } = judgedWithBaseline(tree, prepared, identity, [gate]);
  return {
    gate,
    result: result.gates[0]!,
    findings: result.findings,
    sites: runs[0]!.examined.perSite,
    waivers: estate.waivers.map((row) => row.waiver).filter((waiver) => waiver.gate === gate.id),
    gaps: gapsBoundTo(gate.id, estate),
    packs: packNames(settings).filter((pack) => holds(pack, gate, prepared)),
    facet: facetOf(gate.id)?.title,
  };
}

function gapsBoundTo(gate: string, estate: Estate): ExplainedGate['gaps'] {
  const bound = estate.boundGaps.filter(({ bindings }) => bindings.some((binding) => binding.gate === gate));
  return bound.map(({ id }) => ({ id, title: estate.index.gap(id)?.title ?? '' }));
}

/** A pack that cannot be resolved holds nothing; `gates packs` says what is wrong with it. */
function holds(pack: string, gate: Gate, { settings, catalogue }: Prepared): boolean {
  try {
    return packOf(pack, settings, catalogue).gates.includes(gate);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
