/** As much of a parsed expression as is looked at here. Offsets count UTF-16 units of the expression's text. */
export interface Ast {
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
  readonly end: number;
  readonly meta: { readonly alternate?: Ast; readonly macro?: unknown };
  evaluate: (evaluator: unknown, ast: Ast, context: unknown) => unknown;
  handle?: (...args: unknown[]) => unknown;
}

/** What is wrong with an expression, and where in its text. */
export class ExpressionProblem extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(message);
  }
}

export interface Call {
  readonly name: string;
  /** Undefined for a function that stands alone. */
  readonly receiver: Ast | undefined;
  readonly args: readonly Ast[];
}

/** The call that a node is, or undefined. */
export function callOf({ op, args }: Ast): Call | undefined {
  if (op === 'call') {
    const [name, list] = args as [string, Ast[]];
    return { name, receiver: undefined, args: list };
  }
  if (op !== 'rcall') return undefined;
  const [name, receiver, list] = args as [string, Ast, Ast[]];
  return { name, receiver, args: list };
}

const isAst = (value: unknown): value is Ast =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

/** The parts of a node, as they were written. */
export function partsOf({ args }: Ast): Ast[] {
  const found = (value: unknown): Ast[] =>
    isAst(value) ? [value] : Array.isArray(value) ? value.flatMap(found) : [];
  return found(args);
}
