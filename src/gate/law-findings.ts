import type { Finding } from '../finding/finding.ts';
import type { GateRun } from './run.ts';

/** What the laws found, waivers applied: the ground on which closure laws judge. */
export interface LawFindings {
  /** Ids of the whole catalogue. */
  readonly known: readonly string[];
  /** Undefined for a gate that the catalogue lacks. */
  readonly run: (gate: string) => GateRun | undefined;
  readonly findings: (gate: string) => readonly Finding[];
}

export const NO_LAWS: LawFindings = { known: [], run: () => undefined, findings: () => [] };
