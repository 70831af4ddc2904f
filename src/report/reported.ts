import type { Finding } from '../finding/finding.ts';
import type { GateRun } from '../gate/gate.ts';
import type { ExitCode } from '../result/exit-code.ts';
import type { ParitySite } from '../result/parity.ts';
import type { Result } from '../result/result.ts';

/** One run, and what its reports need besides the result. */
export interface Reported {
  readonly result: Result;
  /** One for each gate of the result. */
  readonly runs: readonly GateRun[];
  readonly exitCode: ExitCode;
  /** Findings of the gates before the run was narrowed to a site or a loop. */
  readonly allFindings: readonly Finding[];
  readonly sites: readonly ParitySite[];
  /** In words: where the clock comes from. */
  readonly clock: string;
  /** Where the repository can be reached, without user and password; absent when only this machine knows. */
  readonly repository?: string;
  /** Text of a file of the estate; empty when it cannot be read. */
  readonly textOf: (file: string) => string;
}

/** How a report for people looks. */
export interface Style {
  readonly colour: boolean;
  /** Leaves out source lines, reasons and related places. */
  readonly quiet: boolean;
  /** The width of the terminal to which lines are broken; undefined where there is none. */
  readonly columns?: number | undefined;
}
