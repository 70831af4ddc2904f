import type {
  AdequacyScore,
  Bypasses,
  Emergency,
  ReceiptFinding,
  ReceiptTest,
  ResourceDescriptor,
} from '../contract/generated/receipt.ts';
import type { Finding, Severity } from '../finding/finding.ts';
import type { GateRun } from '../gate/gate.ts';
import { type ExitCode, meets } from '../result/exit-code.ts';
import { counts, type GateResult, type Result } from '../result/result.ts';
import { definitionDigest } from './definition.ts';
import { digestOver, filesReadBy, type GovernedFile, readingsOf } from './governed.ts';
import type { Signer } from './keys.ts';
import { type Keyless, PREDICATE_TYPE, type Predicate, STATEMENT_TYPE } from './statement.ts';

/** One finished run of a pack: all that a receipt says of it. */
export interface PackRun {
  readonly pack: string;
  readonly required: readonly string[];
  readonly threshold: Severity;
  readonly loop?: string;
  readonly capability: string;
  /** Set when policy was set aside: such a receipt proves nothing. */
  readonly emergency?: Emergency;
  /** How much damage the gates of the pack notice, where that was asked. */
  readonly adequacy?: AdequacyScore;
  readonly clock: Predicate['gates_clock'];
  readonly runner: string;
  /** Commits since the previous receipt that the hook would have refused. */
  readonly bypasses?: Bypasses | undefined;
  /** Milliseconds since the epoch, by the machine's clock. */
  readonly startedAt: number;
  readonly runs: readonly GateRun[];
  readonly result: Result;
  readonly exitCode: ExitCode;
  readonly governed: readonly GovernedFile[];
  readonly configuration: readonly ResourceDescriptor[];
}

/** What is known only when the receipt is written. */
export interface Sealing {
  readonly finishedAt: number;
  readonly previous: Predicate['gates_previous'];
  readonly signer?: Pick<Signer, 'keyid' | 'publicKey'>;
  readonly files: Predicate['gates_files'];
}

export function buildStatement(run: PackRun, sealing: Sealing): Keyless {
  return {
    _type: STATEMENT_TYPE,
    subject: subjects(run),
    predicateType: PREDICATE_TYPE,
    predicate: {
      ...outcome(run),
      ...circumstances(run),
      gates_finishedAt: seconds(sealing.finishedAt),
      gates_previous: sealing.previous,
      ...(sealing.signer && {
        gates_signer: sealing.signer.keyid,
        gates_signerKey: sealing.signer.publicKey,
      }),
      gates_files: sealing.files,
    },
  };
}

/** The governed files; and the commit with its tree, where they are what was judged. */
function subjects({ governed, result: { estate } }: PackRun): ResourceDescriptor[] {
  const files = governed.map(({ name, sha256, kind }) => ({
    name,
    digest: { sha256 },
    ...(kind !== undefined && { annotations: { kind } }),
  }));
  if (estate.dirty !== false || estate.commit === null || estate.tree === null) return files;
  return [...files, { name: 'git', digest: { gitCommit: estate.commit, gitTree: estate.tree } }];
}

function outcome(run: PackRun) {
  const { gates, findings } = run.result;
  const idsOf = (...outcomes: GateResult['outcome'][]) =>
    gates.filter((gate) => outcomes.includes(gate.outcome)).map((gate) => gate.id);
  const failing = new Set(
    findings
      .filter((finding) => counts(finding) && meets(finding.severity, run.threshold))
      .map((finding) => finding.gate),
  );
  const failed = idsOf('failed');
  const warnedTests = failed.filter((id) => !failing.has(id));
  return {
    result: resultWord(
      run.exitCode,
      warnedTests.length > 0 || run.result.summary.waived + run.result.summary.baselined > 0,
    ),
    configuration: [...run.configuration],
    passedTests: idsOf('passed'),
    warnedTests,
    failedTests: failed.filter((id) => failing.has(id)),
    gates_vacuousTests: idsOf('vacuous'),
    gates_blockedTests: idsOf('blocked'),
    gates_crashedTests: idsOf('crashed'),
    gates_tests: gates.map((gate) => testOf(gate, run)),
    gates_findings: findings.map(findingOf),
  };
}

const resultWord = (exitCode: ExitCode, warned: boolean): Predicate['result'] =>
  exitCode !== 0 ? 'FAILED' : warned ? 'WARNED' : 'PASSED';

function testOf(gate: GateResult, { runs, governed }: PackRun): ReceiptTest {
  const law = runs.find((run) => run.gate.id === gate.id)!.gate;
  const { id, severity, outcome, reason, examined, findings } = gate;
  const reads = readingsOf(law, examined);
  return {
    id,
    severity,
    outcome,
    ...(reason !== undefined && { reason }),
    examined: [...examined],
    findings,
    definition: definitionDigest(law),
    reads,
    inputs: digestOver(filesReadBy({ reads, examined }, governed)),
  };
}

function findingOf({
  gate,
  severity,
  subject,
  site,
  place,
  fingerprint,
  waived,
  baselined,
}: Finding): ReceiptFinding {
  return {
    gate,
    severity,
    subject,
    ...(site !== undefined && { site }),
    file: place.file,
    line: place.line,
    fingerprint,
    ...(waived && { waived: { ...waived } }),
    ...(baselined && { baselined }),
  };
}

function circumstances(run: PackRun) {
  return {
    gates_capability: run.capability,
    gates_pack: run.pack,
    ...(run.loop !== undefined && { gates_loop: run.loop }),
    ...(run.emergency && { gates_emergency: run.emergency }),
    ...(run.adequacy && { gates_adequacy: run.adequacy }),
    gates_threshold: run.threshold,
    gates_required: [...run.required],
    gates_exitCode: run.exitCode,
    gates_asOf: run.result.now,
    gates_clock: run.clock,
    gates_startedAt: seconds(run.startedAt),
    gates_runner: run.runner,
    ...(run.bypasses && { gates_bypasses: run.bypasses }),
    gates_estate: { ...run.result.estate },
  };
}

/** ISO 8601 in UTC with whole seconds, as ledgers write it. */
const seconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
