import type { Finding } from '../finding/finding.ts';
import type { Gate } from '../gate/gate.ts';
import type { GateRun } from '../gate/run.ts';
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

/** Runs the gates and makes the one result; `keep` chooses among the findings and leaves the model whole. */
export function judged(
  tree: Tree,
  { estate, catalogue, clock }: Prepared,
  identity: EstateIdentity,
  gates: readonly Gate[],
  keep?: (finding: Finding) => boolean,
): Judgement {
  const textOf = textReader(estate, tree);
  const { runs, findings: allFindings } = settled(
    gates,
    catalogue,
    estate,
    resolver(estate.documents, textOf),
  );
  const findings = keep ? allFindings.filter(keep) : allFindings;
  const result = buildResult({
    tool: { name: 'gates', version: VERSION },
    estate: identity,
    now: clock.now,
    sites: estate.sites.map((one) => one.id),
    runs,
    findings,
  });
  return { runs, result, allFindings, textOf };
}
