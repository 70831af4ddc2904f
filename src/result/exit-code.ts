import type { Severity } from '../finding/finding.ts';
import { counts, type Result } from './result.ts';

export type ExitCode = 0 | 1 | 2;

/**
 * 0: nothing to fix. 1: a finding at or above the threshold that is neither waived nor baselined.
 * 2: could not judge: a gate crashed, every selected gate was vacuous, or one was blocked while no finding says why.
 */
export function exitCode(result: Result, threshold: Severity): ExitCode {
  if (result.summary.crashed > 0) return 2;
  const failing = result.findings.some((finding) => counts(finding) && meets(finding.severity, threshold));
  if (failing) return 1;
  return nothingJudged(result) || result.summary.blocked > 0 ? 2 : 0;
}

/** Whether a severity is at or above a threshold. */
export const meets = (severity: Severity, threshold: Severity): boolean =>
  severity === 'error' || threshold === 'warning';

/** True when no gate looked at anything. */
export function nothingJudged(result: Result): boolean {
  return result.gates.every((gate) => gate.outcome === 'vacuous' || gate.outcome === 'blocked');
}

/**
 * Of a change: older findings fail nothing, nor do gates that had nothing to judge. 2: a gate crashed, or one that
 * the change blocked while no finding says why.
 */
export function exitCodeOfChange(
  result: Result,
  threshold: Severity,
  newlyBlocked: readonly string[],
): ExitCode {
  if (result.summary.crashed > 0) return 2;
  if (result.findings.some((finding) => counts(finding) && meets(finding.severity, threshold))) return 1;
  return newlyBlocked.length > 0 ? 2 : 0;
}
