import type { Finding } from '../finding/finding.ts';
import type { GateRun } from '../gate/gate.ts';
import type { Outcome } from '../gate/run.ts';
import { groupByNames } from '../grouping/groups.ts';
import {
  type Against,
  counts,
  type EstateIdentity,
  type GateResult,
  type Result,
  type Summary,
} from './result.ts';

export interface ResultParts {
  readonly tool: Result['tool'];
  readonly estate: EstateIdentity;
  readonly against?: Against | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly sites: readonly string[];
  readonly runs: readonly GateRun[];
  /** In the total order, waivers and baseline applied, filtered by site. */
  readonly findings: readonly Finding[];
  /** Entries of the baseline of which nothing is found any more. */
  readonly fixed?: number | undefined;
}

/** One run as one value. */
export function buildResult(parts: ResultParts): Result {
  const byGate = groupByNames(parts.findings, ({ gate }) => [gate]);
  const gates = parts.runs.map((run) => gateResult(run, byGate.get(run.gate.id) ?? []));
  return {
    version: 1,
    tool: parts.tool,
    estate: parts.estate,
    ...(parts.against && { against: parts.against }),
    now: new Date(parts.now).toISOString(),
    sites: parts.sites,
    gates,
    findings: parts.findings,
    summary: {
      ...summarise(gates, parts.findings),
      ...(parts.fixed !== undefined && { fixed: parts.fixed }),
      ...(parts.against && { older: parts.findings.filter((finding) => finding.older).length }),
    },
  };
}

function gateResult(run: GateRun, findings: readonly Finding[]): GateResult {
  const outcome = outcomeOf(run, findings);
  const reason =
    run.reason ?? (outcome === 'vacuous' ? 'the estate has nothing for it to examine' : undefined);
  return {
    id: run.gate.id,
    severity: run.gate.severity,
    outcome,
    get examined() {
      return run.examined.subjects;
    },
    findings: findings.length,
    ...(reason !== undefined && { reason }),
  };
}

function outcomeOf(run: GateRun, findings: readonly Finding[]): Outcome {
  if (run.stopped) return run.stopped;
  if (findings.some(counts)) return 'failed';
  return run.examined.isNothing ? 'vacuous' : 'passed';
}

function summarise(gates: readonly GateResult[], findings: readonly Finding[]): Summary {
  const outcome = (name: Outcome) => gates.filter((gate) => gate.outcome === name).length;
  const live = findings.filter(counts);
  return {
    passed: outcome('passed'),
    failed: outcome('failed'),
    vacuous: outcome('vacuous'),
    blocked: outcome('blocked'),
    crashed: outcome('crashed'),
    errors: live.filter((finding) => finding.severity === 'error').length,
    warnings: live.filter((finding) => finding.severity === 'warning').length,
    waived: findings.filter((finding) => finding.waived).length,
    baselined: findings.filter((finding) => finding.baselined && !finding.waived).length,
  };
}
