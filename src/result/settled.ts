import { waive } from '../config/waive.ts';
import type { Estate } from '../estate/model/estate.ts';
import type { Finding } from '../finding/finding.ts';
import { compareFindings } from '../finding/order.ts';
import type { Gate, GateRun, LawFindings } from '../gate/gate.ts';
import { NO_LAWS, type RunGate, runGates } from '../gate/run.ts';
import type { Resolve } from '../load/resolve.ts';
import { allowInline } from './allow.ts';
import { gapTags } from './bound.ts';
import { findingsOf } from './findings.ts';

/** What became of the gates, and their findings with waivers applied and gaps named. */
export interface Settled {
  readonly runs: readonly GateRun[];
  readonly findings: readonly Finding[];
}

/** Runs laws first, then closure laws over their findings; laws that only those need run as well but are not shown. */
export function settled(
  gates: readonly Gate[],
  catalogue: readonly Gate[],
  estate: Estate,
  resolve: Resolve,
  run?: RunGate,
): Settled {
  const shown = new Set(gates);
  const finish = finisher(estate, resolve);
  const closures = gates.filter(isClosure);
  const lawRuns = runGates(lawsFor(gates, closures, catalogue, estate), estate, NO_LAWS, run);
  const lawFindings = finish(lawRuns);
  const closureRuns = runGates(closures, estate, lawsOf(catalogue, lawRuns, lawFindings), run);
  const runs = new Map([...lawRuns, ...closureRuns].map((run) => [run.gate, run]));
  const ids = new Set(gates.map((gate) => gate.id));
  return {
    runs: [...runs.values()].filter((run) => shown.has(run.gate)).sort(byOrderOf(gates)),
    findings: [...lawFindings.filter((finding) => ids.has(finding.gate)), ...finish(closureRuns)].sort(
      compareFindings,
    ),
  };
}

const isClosure = (gate: Gate): boolean => gate.needs !== undefined;

/** The selected laws, and those of the catalogue that a selected closure law needs. */
function lawsFor(
  gates: readonly Gate[],
  closures: readonly Gate[],
  catalogue: readonly Gate[],
  estate: Estate,
): Gate[] {
  const needed = new Set(closures.flatMap((closure) => [...closure.needs!(estate)]));
  const chosen = new Set(gates);
  const more = catalogue.filter((gate) => needed.has(gate.id) && !chosen.has(gate));
  return [...gates, ...more].filter((gate) => !isClosure(gate));
}

function finisher(estate: Estate, resolve: Resolve): (runs: readonly GateRun[]) => Finding[] {
  const waivers = estate.waivers.map((row) => row.waiver);
  const tag = gapTags(estate);
  return (runs) => allowInline(waive(findingsOf(runs, resolve), waivers), estate).map(tag);
}

/** Runs and findings by gate, for closure laws and for verdicts on gaps. */
export function lawsOf(
  catalogue: readonly Gate[],
  runs: readonly GateRun[],
  findings: readonly Finding[],
): LawFindings {
  const byId = new Map(runs.map((run) => [run.gate.id, run]));
  const byGate = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = byGate.get(finding.gate);
    if (same) same.push(finding);
    else byGate.set(finding.gate, [finding]);
  }
  return {
    known: catalogue.map((gate) => gate.id),
    run: (gate) => byId.get(gate),
    findings: (gate) => byGate.get(gate) ?? [],
  };
}

function byOrderOf(gates: readonly Gate[]): (a: GateRun, b: GateRun) => number {
  const order = new Map(gates.map((gate, index) => [gate, index]));
  return (a, b) => order.get(a.gate)! - order.get(b.gate)!;
}
