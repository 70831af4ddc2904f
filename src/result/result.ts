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
}

/** One run of gates over one estate: every report, receipt and exit code is a pure function of it. */
export interface Result {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly estate: EstateIdentity;
  /** ISO 8601 in UTC. */
  readonly now: string;
  readonly sites: readonly string[];
  readonly gates: readonly GateResult[];
  readonly findings: readonly Finding[];
  readonly summary: Summary;
}

/** A finding that is neither waived nor hidden by a baseline. */
export const counts = (finding: Finding): boolean => !finding.waived && !finding.baselined;
