import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@babel/parser';

/** A regular expression of the sources. */
export interface Pattern {
  /** `src/room/file.ts`. */
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

interface Node {
  readonly type: string;
  readonly loc: { readonly start: { readonly line: number } };
  readonly [field: string]: unknown;
}

/** What stands for a part that is known only while the program runs: it is escaped there, or a name. */
const UNKNOWN = 'x1';

export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.[tj]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Every regular expression literal and every `RegExp(...)` of a file; holes in its text are filled as far as constants go. */
export function patternsIn(file: string): Pattern[] {
  const nodes = nodesOf(
    parse(readFileSync(file, 'utf8'), { sourceType: 'module', plugins: ['typescript'] }).program,
  );
  const constants = new Map<string, Node>();
  for (const { type, id, init } of nodes)
    if (type === 'VariableDeclarator' && isNode(init)) constants.set(String((id as Node).name), init);
  return nodes.flatMap((node) => {
    const found = patternOf(node, constants);
    return found ? [{ file, line: node.loc.start.line, ...found }] : [];
  });
}

function patternOf(node: Node, constants: ReadonlyMap<string, Node>) {
  if (node.type === 'RegExpLiteral') return { source: String(node.pattern), flags: String(node.flags) };
  if (!/^(New|Call)Expression$/.test(node.type) || (node.callee as Node).name !== 'RegExp') return undefined;
  const [text, flags] = node.arguments as Node[];
  const source = text && textOf(text, constants);
  return source === undefined || source === UNKNOWN
    ? undefined
    : { source, flags: flags ? textOf(flags, constants) : '' };
}

/** The text that an expression yields, with a plain word for what cannot be told from it. */
function textOf(node: Node, constants: ReadonlyMap<string, Node>): string {
  const told = (one: unknown): string => (isNode(one) ? textOf(one, constants) : UNKNOWN);
  switch (node.type) {
    case 'StringLiteral':
      return String(node.value);
    case 'RegExpLiteral':
      return String(node.pattern);
    case 'BinaryExpression':
      return told(node.left) + told(node.right);
    case 'TemplateLiteral':
      return filled(node, 'cooked', told);
    case 'TaggedTemplateExpression':
      return filled(node.quasi as Node, 'raw', told);
    case 'MemberExpression':
      return (node.property as Node).name === 'source' ? told(node.object) : UNKNOWN;
    case 'Identifier':
      return told(constants.get(String(node.name)));
    default:
      return UNKNOWN;
  }
}

function filled(template: Node, as: 'cooked' | 'raw', told: (one: unknown) => string): string {
  const texts = template.quasis as { readonly value: { readonly cooked: string; readonly raw: string } }[];
  const holes = template.expressions as unknown[];
  return texts.map(({ value }, at) => value[as] + (at < holes.length ? told(holes[at]) : '')).join('');
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function nodesOf(root: unknown): Node[] {
  const found: Node[] = [];
  const waiting: unknown[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (isNode(value)) found.push(value);
    if (typeof value === 'object' && value !== null)
      for (const [key, below] of Object.entries(value))
        if (key !== 'loc' && typeof below === 'object' && below !== null) waiting.push(below);
  }
  return found;
}
