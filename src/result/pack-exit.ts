import type { Severity } from '../finding/finding.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { GateResult, Result } from './result.ts';

/** What a pack demands of a run. */
export interface Demands {
  /** Ids of gates that must have looked at something. */
  readonly required: readonly string[];
  readonly threshold: Severity;
}

/** The required gates that judged nothing: vacuous or blocked. */
export function unmet(gates: readonly GateResult[], required: readonly string[]): GateResult[] {
  return gates.filter(
    (gate) => required.includes(gate.id) && (gate.outcome === 'vacuous' || gate.outcome === 'blocked'),
  );
}

/** As `exitCode`, and 1 when a required gate judged nothing; a crash still means that nobody could judge. */
export function packExitCode(result: Result, demands: Demands): ExitCode {
  const code = exitCode(result, demands.threshold);
  if (result.summary.crashed > 0) return code;
  return unmet(result.gates, demands.required).length > 0 ? 1 : code;
}
