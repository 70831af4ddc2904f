// Generated from schemas/receipt.schema.json by "npm run generate". Edit that instead.

/**
 * The receipt that the same runner left before; null for its first.
 */
export type PreviousReceipt = {
  /**
   * Its run key.
   */
  runKey: string;
  /**
   * SHA-256 of its receipt.json.
   */
  sha256: string;
} | null;

/**
 * The in-toto statement inside a receipt: a pack's outcome, bound to the inputs that gave it.
 */
export interface ReceiptStatement {
  /**
   * Format of the statement.
   */
  _type: 'https://in-toto.io/Statement/v1';
  /**
   * The governed files, and the commit and tree they came from.
   *
   * @minItems 1
   */
  subject: ResourceDescriptor[];
  /**
   * Format of the predicate.
   */
  predicateType: 'https://in-toto.io/attestation/test-result/v0.1';
  predicate: TestResult;
}
/**
 * A thing and the digest of its bytes.
 */
export interface ResourceDescriptor {
  /**
   * Name; of a file, its path relative to the estate.
   */
  name: string;
  /**
   * Digests by algorithm.
   */
  digest: {
    /**
     * Digest in lower-case hexadecimal.
     */
    [k: string]: string;
  };
  /**
   * More about it: the contract kind of a file, the version of a tool.
   */
  annotations?: {
    /**
     * Value.
     */
    [k: string]: string;
  };
}
/**
 * The outcome of a pack, as an in-toto test result.
 */
export interface TestResult {
  /**
   * FAILED when the run did not exit with 0, WARNED when something short of the threshold was found or waived.
   */
  result: 'PASSED' | 'WARNED' | 'FAILED';
  /**
   * What decided the outcome besides the governed files.
   */
  configuration: ResourceDescriptor[];
  /**
   * Gates that looked at something and found nothing unwaived.
   *
   * Items: Gate id.
   */
  passedTests: string[];
  /**
   * Gates whose findings are below the threshold.
   *
   * Items: Gate id.
   */
  warnedTests: string[];
  /**
   * Gates with a finding at or above the threshold.
   *
   * Items: Gate id.
   */
  failedTests: string[];
  /**
   * Gates that had nothing to look at.
   *
   * Items: Gate id.
   */
  gates_vacuousTests: string[];
  /**
   * Gates that could not judge because a contract did not load.
   *
   * Items: Gate id.
   */
  gates_blockedTests: string[];
  /**
   * Gates that broke.
   *
   * Items: Gate id.
   */
  gates_crashedTests: string[];
  /**
   * Every gate of the pack.
   */
  gates_tests: ReceiptTest[];
  /**
   * Every finding, waived ones included.
   */
  gates_findings: ReceiptFinding[];
  /**
   * The run key; its last part is made from the rest of the statement.
   */
  gates_runKey: string;
  /**
   * Capability under which the run is recorded.
   */
  gates_capability: string;
  /**
   * Pack that ran.
   */
  gates_pack: string;
  /**
   * Loop for which it ran.
   */
  gates_loop?: string;
  /**
   * Least severity that fails the pack.
   */
  gates_threshold: 'error' | 'warning';
  /**
   * Gates that had to look at something.
   *
   * Items: Gate id.
   */
  gates_required: string[];
  /**
   * Exit code of the run.
   */
  gates_exitCode: 0 | 1 | 2;
  /**
   * Time at which the estate was judged.
   */
  gates_asOf: string;
  /**
   * Who said what time it is.
   */
  gates_clock: 'system' | '--now' | 'gates.yaml';
  /**
   * When the run began, by the clock of the machine.
   */
  gates_startedAt: string;
  /**
   * When it ended.
   */
  gates_finishedAt: string;
  /**
   * Who ran it; a chain belongs to one runner.
   */
  gates_runner: string;
  gates_estate: ReceiptEstate;
  gates_previous: PreviousReceipt;
  gates_bypasses?: Bypasses;
  /**
   * That public key, as the base 64 of its DER form: it shows that the signature belongs to the statement, and not whose it is.
   */
  gates_signerKey?: string;
  /**
   * SHA-256 of the public key that belongs to the signature; absent when unsigned.
   */
  gates_signer?: string;
  gates_files: ReceiptFiles;
  gates_adequacy?: AdequacyScore;
  gates_emergency?: Emergency;
}
/**
 * One gate of the pack.
 */
export interface ReceiptTest {
  /**
   * Gate id.
   */
  id: string;
  /**
   * How bad a breach is.
   */
  severity: 'error' | 'warning';
  /**
   * Only passed counts as passed.
   */
  outcome: 'passed' | 'failed' | 'vacuous' | 'blocked' | 'crashed';
  /**
   * Why it is vacuous, blocked or crashed.
   */
  reason?: string;
  /**
   * Subjects it looked at.
   *
   * Items: As `<kind> <key>`.
   */
  examined: string[];
  /**
   * How many findings it made, waived ones included.
   */
  findings: number;
  /**
   * SHA-256 of what the gate says about itself and of the source of its check.
   */
  definition: string;
  /**
   * Contract kinds that it reads, and `script` when it reads scripts.
   *
   * Items: Contract kind.
   */
  reads: string[];
  /**
   * SHA-256 over names and digests of the governed files that it reads.
   */
  inputs: string;
}
/**
 * One finding, without its words.
 */
export interface ReceiptFinding {
  /**
   * Gate id.
   */
  gate: string;
  /**
   * How bad it is.
   */
  severity: 'error' | 'warning';
  /**
   * What it is about.
   */
  subject: string;
  /**
   * Site it concerns.
   */
  site?: string;
  /**
   * File it points at.
   */
  file: string;
  /**
   * Line it points at, from 1.
   */
  line: number;
  /**
   * Identity of the finding.
   */
  fingerprint: string;
  waived?: ReceiptWaived;
  /**
   * The baseline holds it: it does not count, and it proves nothing.
   */
  baselined?: true;
}
/**
 * Why it does not count.
 */
export interface ReceiptWaived {
  /**
   * Where it was waived.
   */
  source: 'waiver' | 'inline';
  /**
   * Who accepts it.
   */
  by?: string;
  /**
   * Why.
   */
  reason: string;
  /**
   * Last day.
   */
  expires?: string;
}
/**
 * The tree that was judged.
 */
export interface ReceiptEstate {
  /**
   * Root of the estate, relative to the root of the git work tree.
   */
  root: string;
  /**
   * Commit that was checked out; null outside git.
   */
  commit: string | null;
  /**
   * Git tree of that commit; null outside git.
   */
  tree: string | null;
  /**
   * Whether the work tree differed from the commit; null outside git.
   */
  dirty: boolean | null;
}
/**
 * Commits since the previous receipt that the hook would have refused, so that somebody bypassed it or has none. Absent without a previous receipt of a commit.
 */
export interface Bypasses {
  /**
   * Commit of the previous receipt.
   */
  since: string;
  /**
   * Set when this repository lacks that commit, so that no commit was judged.
   */
  unknown?: true;
  /**
   * How many commits were judged, the newest ones.
   */
  judged: number;
  /**
   * How many older commits of the range were not judged, because it is long.
   */
  left: number;
  /**
   * The refused ones, oldest first.
   */
  commits: BypassingCommit[];
}
/**
 * One commit.
 */
export interface BypassingCommit {
  /**
   * Its id.
   */
  commit: string;
  /**
   * How many findings it introduced or touched.
   */
  findings: number;
  /**
   * Why it could not be judged, where it could not.
   */
  reason?: string;
}
/**
 * SHA-256 of the files beside the statement.
 */
export interface ReceiptFiles {
  /**
   * The report.
   */
  'output.txt': string;
  /**
   * The summary, with its run key written as `<run key>`.
   */
  'receipt.md': string;
}
/**
 * Present on request: how much damage to the governed facts the gates of the pack noticed.
 */
export interface AdequacyScore {
  /**
   * SHA-256 of the set of operators, governed fields and conditions.
   */
  operators: string;
  /**
   * How many mutants the estate has.
   */
  mutants: number;
  /**
   * Damage that a gate found.
   */
  killed: number;
  /**
   * Damage that no gate found.
   */
  survived: number;
  /**
   * Damage that a schema refuses.
   */
  invalid: number;
  /**
   * Damage that breaks no law.
   */
  equivalent: number;
  /**
   * How many mutants were tried at most; absent: all of them.
   */
  sample?: number;
  /**
   * Which sample.
   */
  seed: number;
}
/**
 * Present when policy was set aside: such a receipt proves nothing.
 */
export interface Emergency {
  /**
   * Why.
   */
  reason: string;
  /**
   * Guards that were not held.
   *
   * Items: Guard id.
   */
  skipped?: string[];
}
