import type { Estate } from '../estate/model/estate.ts';
import type { Subject } from '../finding/subject.ts';
import { eachTold } from '../timing/progress.ts';
import { timed } from '../timing/stopwatch.ts';
import { Examined } from './examined.ts';
import type { Breach, Gate } from './gate.ts';
import { type LawFindings, NO_LAWS } from './law-findings.ts';

export type Outcome = 'passed' | 'failed' | 'vacuous' | 'blocked' | 'crashed';

/** A breach with its subject and site filled in from the entity it is about. */
export interface JudgedBreach extends Breach {
  readonly at: NonNullable<Breach['at']>;
  readonly subject: Subject;
}

/** What became of one gate, before waivers. */
export interface GateRun {
  readonly gate: Gate;
  readonly examined: readonly Subject[];
  /** The sites of what it examined, each with how many subjects that were. */
  readonly sites: ReadonlyMap<string, number>;
  readonly breaches: readonly JudgedBreach[];
  /** Why it was blocked or crashed. */
  readonly reason?: string;
  readonly stopped?: 'blocked' | 'crashed';
  readonly error?: unknown;
}

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

const nothing = (gate: Gate) => ({ gate, examined: [], sites: new Map(), breaches: [] });

function judgeAll(gate: Gate, estate: Estate, laws: LawFindings): GateRun {
  const examined = new Examined();
  const breaches: JudgedBreach[] = [];
  for (const entity of gate.examines(estate)) {
    examined.add(entity);
    for (const breach of gate.judge(entity, estate, laws)) {
      const site = breach.site ?? entity.site;
      const filled = { ...breach, at: breach.at ?? entity.at, subject: breach.subject ?? entity.subject };
      breaches.push(site === undefined ? filled : { ...filled, site });
    }
  }
  return { gate, examined: examined.subjects, sites: examined.perSite, breaches };
}
