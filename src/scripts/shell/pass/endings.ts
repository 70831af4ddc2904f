import type { Reading } from '../../reading.ts';
import { child, enclosing, previousBeside, type Syntax, withinOf } from '../../syntax.ts';
import { type Command, commandOf, isSpoken } from '../command.ts';
import { OWN_SHELLS } from '../steps/errexit.ts';
import { failureOf } from '../steps/failure.ts';
import { functionName } from '../where.ts';
import { soleVariable, type Word } from '../word.ts';
import { staysZero } from './constants.ts';
import { type Counters, countersOf } from './counters.ts';

/** A statement that ends the script or a function, or that calls a function which always ends the script. */
export interface Ending {
  readonly node: Syntax;
  readonly how: 'exit' | 'return' | 'last';
  /** Undefined when the code is not written out. */
  readonly code: number | undefined;
  readonly variables: readonly string[];
  readonly function: string | undefined;
  /** The function through which it ends. */
  readonly through?: string | undefined;
}

/** What a shell program's control flow is judged by. */
export interface Flow extends Counters {
  readonly reading: Reading;
  readonly commands: readonly Command[];
  readonly functions: ReadonlyMap<string, Syntax>;
  readonly endings: readonly Ending[];
  /** Functions that only look for a program. */
  readonly finders: ReadonlySet<string>;
  /** The statement that the main program ends with. */
  readonly last: Syntax | undefined;
}

export function flowOf(reading: Reading): Flow {
  const commands = reading.nodes.flatMap((node) =>
    node.type === 'command' ? (commandOf(node, reading) ?? []) : [],
  );
  const functions = new Map(
    [...withinOf(reading.root, 'function_definition')].map((each) => [
      functionName(each, reading.source),
      each,
    ]),
  );
  const own = commands.flatMap((command) => ending(command, reading) ?? []);
  const enders = new Map(
    own.flatMap((each) => (alwaysReached(each, functions) ? [[each.function!, each] as const] : [])),
  );
  const through = commands.flatMap((command) => {
    const end = enders.get(command.name);
    return end && functionOf(command.node, reading) !== command.name
      ? [{ ...end, node: command.node, function: functionOf(command.node, reading), through: command.name }]
      : [];
  });
  return {
    ...countersOf(reading),
    reading,
    commands,
    functions,
    endings: [
      ...own.filter((each) => !enders.has(each.function ?? '') || enders.get(each.function!) !== each),
      ...through,
    ],
    finders: findersOf(functions, reading),
    last: lastStatement(reading.root),
  };
}

function ending(command: Command, reading: Reading): Ending | undefined {
  const { name, args, node } = command;
  if (name !== 'exit' && name !== 'return') return undefined;
  const word = args[0];
  const code = word === undefined ? codeBefore(node, reading) : codeOf(word, reading);
  const how = code === 0 ? name : howHeard(node, name, reading);
  if (!how) return undefined;
  return { node, how, code, variables: word?.variables ?? [], function: functionOf(node, reading) };
}

/** A failing end of a shell of its own counts for what its status does there; undefined where nobody asks for it. */
function howHeard(node: Syntax, how: 'exit' | 'return', reading: Reading): 'exit' | 'return' | undefined {
  const shell = enclosing(node, 'function_definition', 'pipeline', ...OWN_SHELLS);
  if (!shell || shell.type === 'function_definition') return how;
  const member = shell.type === 'pipeline' ? memberOf(shell, node) : shell;
  const failure = failureOf(member, reading);
  if (/^(ignored|switched-off|swallowed|told|lost)$/.test(failure)) return undefined;
  const isResult = failure === 'passed' && functionOf(node, reading) !== undefined;
  return howHeard(shell, isResult ? 'return' : how, reading);
}

const memberOf = (pipeline: Syntax, { start, end }: Syntax): Syntax =>
  pipeline.children.find((each) => each.start <= start && end <= each.end)!;

function codeOf(word: Word, reading: Reading): number | undefined {
  if (/^\d+$/.test(word.text)) return Number(word.text);
  const variable = word.variables.length === 1 ? soleVariable(word) : undefined;
  return variable !== undefined && staysZero(variable, reading) ? 0 : undefined;
}

export function functionOf(node: Syntax, reading: Reading): string | undefined {
  const around = enclosing(node, 'function_definition');
  return around && functionName(around, reading.source);
}

/** A bare exit hands on the status of the statement before it; after a mere message that is 0. */
function codeBefore(node: Syntax, reading: Reading): number | undefined {
  const before = previousBeside(node, ({ type }) => type !== 'comment');
  return before && isMessage(before, reading) ? 0 : undefined;
}

/** A statement that only says something, or does nothing. */
export function isMessage(node: Syntax, reading: Reading): boolean {
  const plain = node.type === 'redirected_statement' ? node.children[0]! : node;
  if (plain.type !== 'command') return false;
  const name = commandOf(plain, reading)?.name ?? '';
  return isSpoken(name) || /^(true|:)$/.test(name);
}

function alwaysReached(end: Ending, functions: ReadonlyMap<string, Syntax>): boolean {
  const body = end.how === 'exit' && end.function !== undefined && functions.get(end.function);
  const block = body ? child(body, 'body') : undefined;
  return block !== undefined && end.node.parent === block && lastOf(block) === end.node;
}

const lastOf = (block: Syntax): Syntax | undefined =>
  block.children.findLast((each) => each.named && each.type !== 'comment');

/** Past function definitions, which run nothing. */
function lastStatement(root: Syntax): Syntax | undefined {
  return root.children.findLast((each) => each.named && !/^(comment|function_definition)$/.test(each.type));
}

/** `have() { command -v "$1" >/dev/null; }`. */
function findersOf(functions: ReadonlyMap<string, Syntax>, reading: Reading): Set<string> {
  const names = [...functions].filter(([, node]) => {
    const text = reading.source.slice(node.start, node.end);
    return (
      /\b(command\s+-[vV]|which|type|hash)\b[^;\n]{0,255}\$\{?1/.test(text) && !/\bexit\b|\|\|/.test(text)
    );
  });
  return new Set(names.map(([name]) => name));
}
