// Generated from schemas/result.schema.json by "npm run generate". Edit that instead.

/**
 * The outcome of one run of gates, as `--format json` prints it.
 */
export interface GatesResult {
  /**
   * Version of this format.
   */
  version: 1;
  tool: Tool;
  estate: EstateIdentity;
  against?: Against;
  /**
   * Time at which the estate was judged, ISO 8601 in UTC.
   */
  now: string;
  /**
   * Sites of the estate.
   *
   * Items: Site id.
   */
  sites: string[];
  /**
   * Every gate that was selected.
   */
  gates: GateResult[];
  /**
   * Every breach, by file, line, column, gate and subject.
   */
  findings: FindingJson[];
  summary: SummaryJson;
  timings?: Timings;
}
/**
 * What judged.
 */
export interface Tool {
  /**
   * Name.
   */
  name: string;
  /**
   * Version.
   */
  version: string;
}
/**
 * What was judged.
 */
export interface EstateIdentity {
  /**
   * Root of the estate, relative to the root of the git work tree.
   */
  root: string;
  /**
   * Commit that is checked out; null outside git.
   */
  commit: string | null;
  /**
   * Git tree of that commit; null outside git.
   */
  tree: string | null;
  /**
   * Whether the work tree differs from the commit; null outside git.
   */
  dirty: boolean | null;
}
/**
 * Only of a judgement of a change: what the estate is compared with.
 */
export interface Against {
  /**
   * Commit before the change; null where there is none.
   */
  commit: string | null;
}
/**
 * One gate.
 */
export interface GateResult {
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
   * Subjects it looked at.
   *
   * Items: What the finding is about, as `<kind> <key>`.
   */
  examined: string[];
  /**
   * How many findings it made.
   */
  findings: number;
  /**
   * Why it is vacuous, blocked or crashed.
   */
  reason?: string;
}
/**
 * One breach of one gate at one place.
 */
export interface FindingJson {
  /**
   * Gate id.
   */
  gate: string;
  /**
   * How bad a breach is.
   */
  severity: 'error' | 'warning';
  /**
   * What is there and what was expected.
   */
  message: string;
  /**
   * What the finding is about, as `<kind> <key>`.
   */
  subject: string;
  /**
   * Site it concerns.
   */
  site?: string;
  place: PlaceJson;
  /**
   * Other places that explain it.
   */
  related: RelatedPlace[];
  /**
   * What to do.
   */
  fix?: string;
  detail?: Detail;
  /**
   * Identity of the finding across edits.
   */
  fingerprint: string;
  /**
   * Gaps it is bound to.
   *
   * Items: Gap id.
   */
  gap?: string[];
  waived?: WaivedBy;
  /**
   * The baseline holds it.
   */
  baselined?: true;
  /**
   * It was there before the change, and the change does not touch it.
   */
  older?: true;
}
/**
 * A span of a file; lines and columns count from 1.
 */
export interface PlaceJson {
  /**
   * Path relative to the estate, with "/".
   */
  file: string;
  /**
   * First line.
   */
  line: number;
  /**
   * First column.
   */
  column: number;
  /**
   * Last line.
   */
  endLine: number;
  /**
   * Column after the last character.
   */
  endColumn: number;
}
/**
 * One place.
 */
export interface RelatedPlace {
  /**
   * What is there.
   */
  message: string;
  place: PlaceJson;
}
/**
 * Fields that gates may add to a finding.
 */
export interface Detail {
  /**
   * What sort of breach it is.
   */
  kind?: string;
  /**
   * The value that breaks the law.
   */
  value?: string;
  /**
   * Contract key to read instead.
   */
  read?: string;
  /**
   * Enclosing function of a script.
   */
  function?: string;
  /**
   * Value that was expected.
   */
  expected?: string;
  /**
   * Whether a caller can override a default.
   */
  overridable?: boolean;
  /**
   * Class of probe that is missing.
   */
  class?: string;
  /**
   * Part of the standard that is missing.
   */
  facet?: string;
}
/**
 * Why it does not count.
 */
export interface WaivedBy {
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
 * Counts.
 */
export interface SummaryJson {
  /**
   * Gates that passed.
   */
  passed: number;
  /**
   * Gates that failed.
   */
  failed: number;
  /**
   * Gates with nothing to look at.
   */
  vacuous: number;
  /**
   * Gates that could not judge.
   */
  blocked: number;
  /**
   * Gates that broke.
   */
  crashed: number;
  /**
   * Unwaived findings of severity error.
   */
  errors: number;
  /**
   * Unwaived findings of severity warning.
   */
  warnings: number;
  /**
   * Findings that are waived.
   */
  waived: number;
  /**
   * Findings that the baseline hides.
   */
  baselined: number;
  /**
   * Entries of the baseline of which nothing is found any more.
   */
  fixed?: number;
  /**
   * Findings that the change neither introduces nor touches.
   */
  older?: number;
}
/**
 * Where the time of the run went; only with --timings.
 */
export interface Timings {
  /**
   * Stages, in the order in which they ended.
   */
  stages: StageTime[];
  /**
   * Gates, slowest first.
   */
  gates: GateTime[];
  estate: EstateSize;
  /**
   * Largest resident size of the process.
   */
  peakMemoryBytes: number;
}
/**
 * Stages, in the order in which they ended.
 */
export interface StageTime {
  /**
   * Name.
   */
  stage: string;
  /**
   * Milliseconds, without the stages inside.
   */
  ms: number;
}
/**
 * Gates, slowest first.
 */
export interface GateTime {
  /**
   * Name.
   */
  gate: string;
  /**
   * Milliseconds, without the stages inside.
   */
  ms: number;
}
/**
 * How large the estate is.
 */
export interface EstateSize {
  /**
   * Contracts.
   */
  contracts: number;
  /**
   * Their size in bytes.
   */
  contractBytes: number;
  /**
   * Scripts found.
   */
  scriptsFound: number;
  /**
   * Scripts that can matter to a gate.
   */
  scriptsRead: number;
  /**
   * Size of those in bytes.
   */
  scriptBytes: number;
  /**
   * Sites.
   */
  sites: number;
  /**
   * Nodes.
   */
  nodes: number;
  /**
   * Guests.
   */
  guests: number;
  /**
   * Services.
   */
  services: number;
}
