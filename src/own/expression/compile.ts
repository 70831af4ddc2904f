import { Environment } from '@marcbachmann/cel-js';
import type { Fields, Shape } from '../shape.ts';
import { demandAllowed } from './allowed.ts';
import { type Ast, callOf, ExpressionProblem, partsOf } from './ast.ts';
import { Budget } from './budget.ts';
import { demandKnownFields } from './known-fields.ts';
import { LIMITS, MAX_EXPRESSION } from './limits.ts';
import { metered } from './meter.ts';
import { linearPattern } from './pattern.ts';
import { inWords } from './words.ts';

/** A checked expression. */
export interface Expression {
  /** Names of the scope that it uses. */
  readonly names: ReadonlySet<string>;
  /** Keys of `estate` that it asks for. */
  readonly lists: ReadonlySet<string>;
  /** Its value, or an ExpressionProblem thrown; also when the budget does not last. */
  readonly evaluate: (scope: Readonly<Record<string, unknown>>, budget: Budget) => unknown;
}

/** Compiles an expression over the names of a scope. Throws an ExpressionProblem. */
export function compile(source: string, scope: Fields, wanted: 'truth' | 'any'): Expression {
  if (source.length > MAX_EXPRESSION) {
    throw new ExpressionProblem(
      `it has ${source.length} characters; expected at most ${MAX_EXPRESSION}`,
      0,
      source.length,
    );
  }
  const parsed = inOwnWords(source, () => environment(scope).parse(source));
  const ast = parsed.ast as unknown as Ast;
  demandAllowed(ast);
  demandKnownFields(ast, scope);
  const { type, error } = parsed.check();
  if (error) inOwnWords(source, () => raise(error));
  if (wanted === 'truth' && type !== 'bool' && type !== 'dyn') {
    throw new ExpressionProblem(`it yields ${typeWords(type)}; expected true or false`, 0, source.length);
  }
  demandPatterns(ast);
  return { ...namesIn(ast), evaluate: evaluator(source, parsed as unknown as Parsed, ast) };
}

type Parsed = (scope: Readonly<Record<string, unknown>>) => unknown;

function evaluator(source: string, parsed: Parsed, ast: Ast): Expression['evaluate'] {
  let current = new Budget(0);
  metered(ast, () => current);
  return (scope, budget) => {
    current = budget;
    const value = inOwnWords(source, () => parsed(scope), budget);
    // A loop may have swallowed the error that ended it.
    if (budget.exhausted) throw exhausted(source, budget);
    return value;
  };
}

function environment(scope: Fields): Environment {
  const made = new Environment({ limits: LIMITS, homogeneousAggregateLiterals: false });
  for (const [name, { shape }] of Object.entries(scope.fields)) {
    made.registerVariable(name, typeOf(shape));
  }
  return made;
}

const typeOf = (shape: Shape): string => (shape.kind === 'time' ? 'google.protobuf.Timestamp' : 'dyn');

const raise = (error: unknown): never => {
  throw error;
};

interface CelError {
  readonly summary?: string;
  readonly range?: { readonly start: number; readonly end: number };
}

/** Runs a part of the library; what it throws becomes a problem with a place. */
function inOwnWords<T>(source: string, run: () => T, budget?: Budget): T {
  try {
    return run();
  } catch (error) {
    if (budget?.exhausted) throw exhausted(source, budget);
    const { summary, range } = error as CelError;
    const message = inWords(summary ?? (error instanceof Error ? error.message : String(error)));
    throw new ExpressionProblem(message, range?.start ?? 0, range?.end ?? source.length);
  }
}

function exhausted(source: string, budget: Budget): ExpressionProblem {
  const steps = budget.parent?.exhausted ? budget.parent.steps : budget.steps;
  const whole = budget.parent?.exhausted ? 'over all entities' : 'for one entity';
  return new ExpressionProblem(`it takes more than ${steps} steps ${whole}`, 0, source.length);
}

function typeWords(type: string | undefined): string {
  const words: Readonly<Record<string, string>> = { string: 'a text', int: 'a whole number', list: 'a list' };
  return words[type ?? ''] ?? `a value of type ${type}`;
}

/** Regular expressions that are written out are checked before anything runs. */
function demandPatterns(ast: Ast): void {
  const pattern = callOf(ast)?.name === 'matches' ? callOf(ast)?.args[0] : undefined;
  if (pattern?.op === 'value' && typeof pattern.args === 'string') {
    try {
      linearPattern(pattern.args);
    } catch (error) {
      throw new ExpressionProblem((error as Error).message, pattern.start, pattern.end);
    }
  }
  for (const part of partsOf(ast)) demandPatterns(part);
}

function namesIn(ast: Ast): Pick<Expression, 'names' | 'lists'> {
  const names = new Set<string>();
  const lists = new Set<string>();
  const visit = (node: Ast): void => {
    if (node.op === 'id') names.add(node.args as string);
    if (node.op === '.') {
      const [left, key] = node.args as [Ast, string];
      if (left.op === 'id' && left.args === 'estate') lists.add(key);
    }
    for (const part of partsOf(node)) visit(part);
  };
  visit(ast);
  return { names, lists };
}
