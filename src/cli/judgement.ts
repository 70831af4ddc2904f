import { applyBaseline, type BaselineRow, countOf } from '../config/baseline.ts';
import type { Finding } from '../finding/finding.ts';
import type { Gate, GateRun } from '../gate/gate.ts';
import { resolver } from '../load/resolve.ts';
import type { Tree } from '../load/tree.ts';
import { buildResult } from '../result/build.ts';
import type { EstateIdentity, Result } from '../result/result.ts';
import { settled } from '../result/settled.ts';
import type { Prepared } from './judge.ts';
import { textReader } from './texts.ts';
import { VERSION } from './version.ts';

/** One run of gates over a prepared estate, and the texts that its report quotes. */
export interface Judgement {
  readonly runs: readonly GateRun[];
  readonly result: Result;
  /** What the gates found before `keep` chose. */
  readonly allFindings: readonly Finding[];
  readonly textOf: (file: string) => string;
}

type Keep = (finding: Finding) => boolean;

/** Runs the gates and makes the one result; `keep` chooses among the findings and leaves the model whole. */
export const judged = (
  tree: Tree,
  prepared: Prepared,
  identity: EstateIdentity,
  gates: readonly Gate[],
  keep?: Keep,
): Judgement => judgedBy({ ...prepared, baseline: undefined }, tree, identity, gates, keep);

/** The same, with the findings that the estate's baseline holds marked: they fail nothing. */
export const judgedWithBaseline = (
  tree: Tree,
  prepared: Prepared,
  identity: EstateIdentity,
  gates: readonly Gate[],
  keep?: Keep,
): Judgement => judgedBy(prepared, tree, identity, gates, keep);

function judgedBy(
  { estate, catalogue, clock, baseline }: Prepared,
  tree: Tree,
  identity: EstateIdentity,
  gates: readonly Gate[],
  keep: Keep = () => true,
): Judgement {
  const textOf = textReader(estate, tree);
  const resolve = resolver(estate.documents, textOf);
  const { runs, findings: unmarked } = settled(gates, catalogue, estate, resolve);
  const { findings, found } = applyBaseline(unmarked, baseline?.rows ?? [], estate.unwaivable);
  const result = buildResult({
    tool: { name: 'gates', version: VERSION },
    estate: identity,
    now: clock.now,
    sites: estate.sites.map((one) => one.id),
    runs,
    findings: findings.filter(keep),
    fixed: baseline && fixedCount(baseline.rows, found, runs),
  });
  return { runs, result, allFindings: findings, textOf };
}

/** How many recorded findings of the gates that judged are there no more. */
function fixedCount(
  rows: readonly BaselineRow[],
  found: ReadonlyMap<BaselineRow, number>,
  runs: readonly GateRun[],
): number {
  const judging = new Set(runs.filter((run) => !run.stopped).map((run) => run.gate.id));
  const left = rows.filter((row) => judging.has(row.gate)).map((row) => countOf(row) - (found.get(row) ?? 0));
  return left.reduce((sum, count) => sum + count, 0);
}
