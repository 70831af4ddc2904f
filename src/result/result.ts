import type { Finding, Severity } from '../finding/finding.ts';
import type { Subject } from '../finding/subject.ts';
import type { Outcome } from '../gate/run.ts';

/** What became of one gate. */
export interface GateResult {
  readonly id: string;
  readonly severity: Severity;
  readonly outcome: Outcome;
  readonly examined: readonly Subject[];
  /** Number of its findings, waived ones included. */
  readonly findings: number;
  readonly reason?: string;
}

export interface EstateIdentity {
  /** Relative to the git root; `.` for the git root itself and outside git. */
  readonly root: string;
  readonly commit: string | null;
  readonly tree: string | null;
  readonly dirty: boolean | null;
}

export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly vacuous: number;
  readonly blocked: number;
  readonly crashed: number;
  readonly errors: number;
  readonly warnings: number;
  readonly waived: number;
  readonly baselined: number;
  /** Of a baseline: entries of which nothing is found any more. */
  readonly fixed?: number;
  /** Of a change: findings that it neither introduces nor touches. */
  readonly older?: number;
}

/** What a change is judged against; only gates that it can affect run. */
export interface Against {
  /** The commit that the estate is compared with; null where there is none yet. */
  readonly commit: string | null;
}

/** Where the time of a run went; there only when it was asked for, since no two runs take the same. */
export interface Timings {
  /** In the order in which the stages ended; without what lies inside another stage. */
  readonly stages: readonly { readonly stage: string; readonly ms: number }[];
  /** Slowest first. */
  readonly gates: readonly { readonly gate: string; readonly ms: number }[];
  readonly estate: {
    readonly contracts: number;
    readonly contractBytes: number;
    readonly scriptsFound: number;
    readonly scriptsRead: number;
    readonly scriptBytes: number;
    readonly sites: number;
    readonly nodes: number;
    readonly guests: number;
    readonly services: number;
  };
  readonly peakMemoryBytes: number;
}

/** One run of gates over one estate: every report, receipt and exit code is a pure function of it. */
export interface Result {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly estate: EstateIdentity;
  readonly against?: Against;
  /** ISO 8601 in UTC. */
  readonly now: string;
  readonly sites: readonly string[];
  readonly gates: readonly GateResult[];
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  readonly timings?: Timings;
}

/** A finding that nobody waived, that no baseline hides and that is not older than the change under judgement. */
export const counts = (finding: Finding): boolean => !isAccepted(finding) && !finding.older;

/** Waived, or hidden by a baseline. */
export const isAccepted = (finding: Finding): boolean => (finding.waived ?? finding.baselined) !== undefined;
