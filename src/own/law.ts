import type { Entity } from '../estate/model/entity.ts';
import type { Estate } from '../estate/model/estate.ts';
import type { Anchor } from '../finding/place.ts';
import type { Breach, Gate } from '../gate/gate.ts';
import { ExpressionProblem } from './expression/ast.ts';
import { Budget } from './expression/budget.ts';
import { STEPS_PER_ENTITY, STEPS_PER_GATE } from './expression/limits.ts';
import type { EntityView } from './model/entity-view.ts';
import { type Views, viewsOf } from './model/model.ts';
import type { MessagePart, PlacedExpression } from './source.ts';
import { shown } from './template.ts';

/** What a gate of the estate's own judges, compiled. */
export interface Law {
  readonly kind: EntityView;
  readonly where: PlacedExpression | undefined;
  readonly assert: PlacedExpression;
  readonly message: readonly MessagePart[];
  /** Below the entity's row, where a finding points. */
  readonly path: readonly string[] | undefined;
}

/** One run over an estate: all expressions together pay from one budget. */
interface Run {
  readonly views: Views;
  readonly budget: Budget;
  /** Entities of which `where` could not tell whether the law is about them. */
  readonly unclear: Map<Entity, Breach>;
}

const views = new WeakMap<Estate, Views>();

/** The judging half of a gate. */
export function lawOf(law: Law): Pick<Gate, 'examines' | 'judge'> {
  const runs = new WeakMap<Estate, Run>();
  return {
    examines: (estate) => {
      const run = newRun(estate);
      runs.set(estate, run);
      return law.kind.all(estate).filter((entity) => isMeant(law, entity, run));
    },
    *judge(entity, estate) {
      const run = runs.get(estate) ?? newRun(estate);
      const unclear = run.unclear.get(entity);
      if (unclear) yield unclear;
      else yield* judged(law, entity, run);
    },
  };
}

function newRun(estate: Estate): Run {
  const known = views.get(estate) ?? viewsOf(estate);
  views.set(estate, known);
  return { views: known, budget: new Budget(STEPS_PER_GATE), unclear: new Map() };
}

function isMeant({ where, kind }: Law, entity: Entity, run: Run): boolean {
  if (!where) return true;
  const answer = ask(where, 'where', kind, entity, run);
  if (typeof answer === 'object') run.unclear.set(entity, answer);
  return answer !== false;
}

function* judged(law: Law, entity: Entity, run: Run): Iterable<Breach> {
  const answer = ask(law.assert, 'assert', law.kind, entity, run);
  if (typeof answer === 'object') yield answer;
  else if (!answer) yield { message: messageOf(law, entity, run), at: placeOf(law, entity, run) };
}

/** What an expression says of an entity: true, false, or the finding that it says neither. */
function ask(
  expression: PlacedExpression,
  name: string,
  kind: EntityView,
  entity: Entity,
  run: Run,
): boolean | Breach {
  try {
    const value = valueIn(expression, kind, entity, run);
    if (typeof value === 'boolean') return value;
    return unclear(expression.at(0, 1), name, entity, `it yields ${shown(value)}; expected true or false`);
  } catch (error) {
    if (!(error instanceof ExpressionProblem) || run.budget.exhausted) throw error;
    return unclear(expression.at(error.start, error.end), name, entity, error.message);
  }
}

function valueIn(expression: PlacedExpression, kind: EntityView, entity: Entity, run: Run): unknown {
  return expression.evaluate(run.views.scope(kind, entity), new Budget(STEPS_PER_ENTITY, run.budget));
}

const unclear = (at: Anchor, name: string, { subject, at: declared }: Entity, reason: string): Breach => ({
  message: `"${name}" cannot judge ${subject}: ${reason}`,
  at,
  related: [{ message: 'what it was to judge', at: declared }],
  fix: 'Let the expression hold for every entity: ask `!= null` or `has(…)` first, or narrow `where`.',
  key: name,
});

function messageOf({ message, kind }: Law, entity: Entity, run: Run): string {
  const words = message.map((part) => {
    if ('text' in part) return part.text;
    try {
      return shown(valueIn(part.expression, kind, entity, run));
    } catch (error) {
      if (error instanceof ExpressionProblem && !run.budget.exhausted) return `(${error.message})`;
      throw error;
    }
  });
  return words.join('').trim().replace(/\s+/g, ' ');
}

/** The value at the gate's `at` where the row has it, else where the entity was declared. */
function placeOf({ kind, path }: Law, entity: Entity, { views: { look } }: Run): Anchor {
  const row = kind.rowAt?.(entity) ?? entity.at;
  return (path && look.inRow(row, path)) ?? entity.at;
}
