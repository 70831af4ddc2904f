import { createHash } from 'node:crypto';
import type { ContractKind } from '../contract/kinds.ts';
import type { Schema } from '../contract/schema.ts';
import type { GateRun } from '../gate/gate.ts';
import { Bench, type Subject } from './bench.ts';
import { CONDITIONS } from './conditions.ts';
import { governedFields } from './governed-facts.ts';
import { groundOf } from './ground.ts';
import type { Operator } from './mutant.ts';
import { type Choice, chosen, mutantsOf } from './mutants.ts';
import { OPERATORS } from './operators.ts';
import { type Verdict, verdictOn } from './verdict.ts';

/** How far a set of gates notices damage to one estate. */
export interface Adequacy {
  readonly operators: readonly Operator[];
  /** SHA-256 over operators, governed fields and conditions: equal digests ask the same of an estate. */
  readonly digest: string;
  /** How many mutants the estate has; `verdicts` are about those that were chosen. */
  readonly mutants: number;
  readonly verdicts: readonly Verdict[];
  /** What the gates said of the clean estate. */
  readonly runs: readonly GateRun[];
  /** Governed fields, `<kind> <field>`, that no contract of the estate states. */
  readonly unstated: readonly string[];
}

export interface AdequacyOptions extends Choice {
  readonly schemas: ReadonlyMap<ContractKind, Schema>;
  readonly operators?: readonly Operator[];
  /** Called after each mutant. */
  readonly progress?: (done: number, of: number) => void;
}

/** Damages the facts of a clean estate one at a time and asks the gates. */
export async function adequacyOf(subject: Subject, options: AdequacyOptions): Promise<Adequacy> {
  const { operators = OPERATORS, schemas } = options;
  const ground = groundOf(subject.estate, schemas);
  const mutants = mutantsOf(ground, operators);
  const tried = chosen(mutants, options);
  const bench = new Bench(subject);
  const verdicts: Verdict[] = [];
  for (const mutant of tried) {
    verdicts.push(await verdictOn(mutant, bench, ground, subject.gates));
    options.progress?.(verdicts.length, tried.length);
  }
  const fields = [...schemas].flatMap(([kind, schema]) => governedFields(kind, schema));
  const touched = new Set(mutants.map((mutant) => mutant.field));
  return {
    operators,
    digest: digestOf(operators, fields),
    mutants: mutants.length,
    verdicts,
    runs: bench.runs,
    unstated: fields.filter((field) => !touched.has(field)),
  };
}

function digestOf(operators: readonly Operator[], fields: readonly string[]): string {
  const set = [
    operators.map(({ id, law, guards }) => [id, law, guards]),
    [...fields].sort(),
    CONDITIONS.map(({ sentence }) => sentence),
  ];
  return createHash('sha256').update(JSON.stringify(set)).digest('hex');
}
