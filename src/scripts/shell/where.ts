import { oneLine, type Where } from '../reading.ts';
import { child, enclosing, type Syntax, withinOf } from '../syntax.ts';
import { isSpoken } from './command.ts';

export function whereInShell(node: Syntax, source: string): Where {
  return { function: functionAround(node, source), statement: statementAround(node, source) };
}

function functionAround(node: Syntax, source: string): string | undefined {
  const definition = node.type === 'function_definition' ? node : enclosing(node, 'function_definition');
  return definition && functionName(definition, source);
}

export function functionName(definition: Syntax, source: string): string {
  const name = child(definition, 'name');
  return name ? source.slice(name.start, name.end) : '';
}

const STATEMENTS = new Set([
  'command',
  'declaration_command',
  'variable_assignment',
  'test_command',
  'case_item',
  'for_statement',
  'function_definition',
]);

/** The innermost statement's text; of a loop, a case arm and a function only the head. */
function statementAround(node: Syntax, source: string): string {
  let at: Syntax | undefined = node;
  while (at && !STATEMENTS.has(at.type)) at = at.parent;
  if (!at) return oneLine(source.slice(node.start, node.end));
  const known = statements.get(node.all) ?? new Map<number, string>();
  statements.set(node.all, known);
  const text = known.get(at.index) ?? headOf(at, source);
  known.set(at.index, text);
  return text;
}

const statements = new WeakMap<readonly Syntax[], Map<number, string>>();

function headOf(statement: Syntax, source: string): string {
  let at = statement;
  if (at.type === 'variable_assignment' && at.parent?.type === 'declaration_command') at = at.parent;
  const body = at.type === 'case_item' ? at.children.find((each) => each.type === ')') : child(at, 'body');
  return oneLine(source.slice(at.start, body?.start ?? at.end));
}

/** Functions of the script that only pass their arguments on to people. */
export function spokenFunctions(root: Syntax, source: string): Set<string> {
  const names = new Set<string>();
  for (const definition of withinOf(root, 'function_definition')) {
    if (onlySpeaks(definition, source)) names.add(functionName(definition, source));
  }
  return names;
}

function onlySpeaks(definition: Syntax, source: string): boolean {
  const body = child(definition, 'body');
  if (!body) return false;
  const commands = [...withinOf(body, 'command_name')].map((each) => source.slice(each.start, each.end));
  const speaks = commands.some((name) => /^(echo|printf|print|logger|cat)$/.test(name));
  const passesOn = /\$[*@1]|\$\{[*@1]/.test(source.slice(body.start, body.end));
  return (
    speaks &&
    passesOn &&
    commands.every(
      (name) => isSpoken(name) || /^(date|tput|exit|return|tee|local|basename|:|true)$/.test(name),
    )
  );
}
