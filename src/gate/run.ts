import type { Estate } from '../estate/model/estate.ts';
import { eachTold } from '../timing/progress.ts';
import { timed } from '../timing/stopwatch.ts';
import { Examined, NOTHING_EXAMINED, type Seen } from './examined.ts';
import type { Gate, GateRun, JudgedBreach, LawFindings } from './gate.ts';

export type Outcome = 'passed' | 'failed' | 'vacuous' | 'blocked' | 'crashed';

export const NO_LAWS: LawFindings = { known: [], run: () => undefined, findings: () => [] };

/** How one gate is run: afresh, or by a run that is known to be the same. */
export type RunGate = (gate: Gate, estate: Estate, laws?: LawFindings) => GateRun;

/** Runs every gate over the estate. A gate that throws is crashed; the others still run. */
export function runGates(
  gates: readonly Gate[],
  estate: Estate,
  laws: LawFindings = NO_LAWS,
  run: RunGate = runGate,
): GateRun[] {
  return eachTold('judging by gates', gates, (gate) => run(gate, estate, laws));
}

export function runGate(gate: Gate, estate: Estate, laws: LawFindings = NO_LAWS): GateRun {
  if (gate.own?.broken !== undefined) {
    return { ...nothing(gate), stopped: 'blocked', reason: gate.own.broken };
  }
  const blocker = estate.contracts.find((contract) => !contract.loaded && gate.reads.includes(contract.kind));
  if (blocker) {
    const reason = `it reads ${blocker.kind}, and ${blocker.file} did not load`;
    return { ...nothing(gate), stopped: 'blocked', reason };
  }
  try {
    return timed(`gate ${gate.id}`, () => judgeAll(gate, estate, laws));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...nothing(gate), stopped: 'crashed', reason, error };
  }
}

const nothing = (gate: Gate) => ({ gate, examined: NOTHING_EXAMINED, breaches: [] });

function judgeAll(gate: Gate, estate: Estate, laws: LawFindings): GateRun {
  const seen: Seen[] = [];
  const breaches: JudgedBreach[] = [];
  for (const entity of gate.examines(estate)) {
    seen.push(entity);
    for (const breach of gate.judge(entity, estate, laws)) {
      const site = breach.site ?? entity.site;
      const filled = { ...breach, at: breach.at ?? entity.at, subject: breach.subject ?? entity.subject };
      breaches.push(site === undefined ? filled : { ...filled, site });
    }
  }
  return { gate, examined: new Examined(seen), breaches };
}
