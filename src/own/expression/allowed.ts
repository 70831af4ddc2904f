import { nearest } from '../../finding/suggest.ts';
import { type Ast, callOf, ExpressionProblem, partsOf } from './ast.ts';

/** Functions that stand alone. None reads a file, the environment, the network or the local time zone. */
export const FUNCTIONS = ['has', 'size', 'string', 'int', 'double', 'timestamp', 'duration'] as const;

/** Functions that stand behind a value and a dot; the first five bind a name to each item of a list. */
export const METHODS = [
  'all',
  'exists',
  'exists_one',
  'filter',
  'map',
  'size',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'lowerAscii',
  'upperAscii',
  'trim',
  'split',
  'join',
  'substring',
  'indexOf',
  'getFullYear',
  'getMonth',
  'getDate',
  'getDayOfWeek',
  'getHours',
  'getMinutes',
  'getSeconds',
] as const;

export const BINDING: readonly string[] = METHODS.slice(0, 5);

/** Throws for a function that expressions of gates do not have. */
export function demandAllowed(ast: Ast): void {
  const call = callOf(ast);
  if (call) {
    const known: readonly string[] = call.receiver ? METHODS : FUNCTIONS;
    if (!known.includes(call.name) || takesTimeZone(call.name, call.args)) refuse(call.name, known, ast);
  }
  if (ast.op === 'map') for (const [key] of ast.args as [Ast, Ast][]) demandText(key);
  for (const part of partsOf(ast)) demandAllowed(part);
}

/** Maps as keys of maps would let the names of types double with each step. */
function demandText(key: Ast): void {
  if (key.op === 'value' && typeof key.args === 'string') return;
  throw new ExpressionProblem('a key of a map has to be a text in quotes', key.start, key.end);
}

/** A named zone would make the verdict depend on the machine's tables of time zones. */
const takesTimeZone = (name: string, args: readonly Ast[]): boolean =>
  name.startsWith('get') && args.length > 0;

function refuse(name: string, known: readonly string[], ast: Ast): never {
  const near = nearest(name, known);
  const hint = near && near !== name ? `did you mean "${near}"?` : `there are ${known.join(', ')}`;
  throw new ExpressionProblem(
    `no such function: "${name}" with these arguments; ${hint}`,
    ast.start,
    ast.end,
  );
}
