import { type Ast, callOf } from './ast.ts';
import { type Budget, isObject, payFor, payForAll } from './budget.ts';
import { linearPattern, readingCost } from './pattern.ts';

type Handle = NonNullable<Ast['handle']>;

interface Loop {
  readonly iterable: Ast;
  readonly init: Ast;
  step: Ast;
}

/** Has every loop and every operation of a checked expression pay from the current budget. */
export function metered(root: Ast, budget: () => Budget): void {
  const ast = root.meta.alternate ?? root;
  if (ast.op === 'comprehension') meterLoop(ast, budget);
  else {
    if (ast.handle) ast.handle = payingHandle(ast, ast.handle, budget);
    for (const part of evaluatedParts(ast)) metered(part, budget);
  }
}

/** The iterator variable of `has` and the like are no values; they are left alone, for they have no handle. */
function evaluatedParts({ args }: Ast): Ast[] {
  const found = (value: unknown): Ast[] => {
    if (Array.isArray(value)) return value.flatMap(found);
    return typeof value === 'object' && value !== null && 'op' in value ? [value as Ast] : [];
  };
  return found(args);
}

/** A loop pays for each turn by the size of its body. An error in one turn does not end it, so its start pays too. */
function meterLoop(ast: Ast, budget: () => Budget): void {
  const loop = ast.args as Loop;
  const { step } = loop;
  metered(loop.iterable, budget);
  metered(step, budget);
  const size = sizeOf(step);
  loop.step = {
    ...pick(step),
    evaluate: (evaluator, _, context) => {
      budget().spend(size);
      return step.evaluate(evaluator, step, context);
    },
  };
  const handle = ast.handle!;
  ast.handle = (...args) => {
    budget().spend(1);
    return handle(...args);
  };
}

const pick = ({ op, args, start, end, meta }: Ast) => ({ op, args, start, end, meta });

function sizeOf(root: Ast): number {
  const ast = root.meta.alternate ?? root;
  if (ast.op === 'comprehension') return 1;
  return 1 + evaluatedParts(ast).reduce((sum, part) => sum + sizeOf(part), 0);
}

const OPERATORS = ['+', '==', '!=', 'in', '<', '<=', '>', '>='];

function payingHandle(ast: Ast, handle: Handle, budget: () => Budget): Handle {
  const call = callOf(ast);
  if (call?.name === 'matches') {
    const isRead = call.args[0]?.op === 'value';
    return (args) => matches(args as [unknown, unknown], budget(), isRead);
  }
  if (call) {
    return (args, ...rest) => {
      for (const value of args as unknown[]) payFor(value, budget());
      if (call.name === 'duration') demandShort((args as unknown[])[0]);
      return handle(args, ...rest);
    };
  }
  if (!OPERATORS.includes(ast.op)) return handle;
  return (left, right, ...rest) => {
    const pay = isObject(left) && isObject(right) ? payForAll : payFor;
    pay(left, budget());
    pay(right, budget());
    return handle(left, right, ...rest);
  };
}

/** The library reads a duration with a pattern whose time grows faster than the text. */
function demandShort(value: unknown): void {
  if (typeof value === 'string' && value.length > 40) throw new Error('a duration has at most 40 characters');
}

/** A pattern that is written out was read once, before; one that is put together pays each time, read before or not. */
function matches([text, pattern]: [unknown, unknown], budget: Budget, isRead: boolean): boolean {
  if (typeof text !== 'string' || typeof pattern !== 'string') {
    throw new Error('matches() stands behind a text and takes a text');
  }
  if (!isRead) budget.spend(readingCost(pattern));
  const { size, test } = linearPattern(pattern);
  budget.spend(1 + (text.length * size) / 4);
  return test(text);
}
