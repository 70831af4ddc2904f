import type { Language, Tree } from 'web-tree-sitter';
import { oncePer } from '../once/once-per.ts';
import { type TreeCalls, Walk } from './walk.ts';

/** A syntax node copied out of the parser's memory, with UTF-16 offsets into the outermost file. */
export interface Syntax {
  readonly type: string;
  /** The role of this node in its parent, as the grammar names it. */
  readonly field: string;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  readonly parent: Syntax | undefined;
  readonly children: readonly Syntax[];
  /** Its place among all nodes of its tree, in the order of the text, and the place after the last one below it. */
  readonly index: number;
  readonly until: number;
  readonly all: readonly Syntax[];
}

const NONE: readonly Syntax[] = [];

/** Copies a tree, shifting its offsets by where its text starts in the file. */
export function copyTree(calls: TreeCalls, tree: Tree, offset: number): { root: Syntax; broken: boolean } {
  const walk = new Walk(calls, tree);
  try {
    const copying = { walk, offset, grammar: grammarOf(tree.language), all: [], whole: walk.isBroken };
    return { root: copyNode(copying, typeAt(copying), undefined), broken: walk.isBroken };
  } finally {
    walk.leave();
  }
}

interface Growing extends Omit<Syntax, 'children' | 'until'> {
  children: readonly Syntax[];
  until: number;
}

interface Copying {
  readonly walk: Walk;
  readonly offset: number;
  readonly grammar: Grammar;
  /** Nothing is left out: in a text that does not fit the grammar a sign may be what is missing. */
  readonly whole: boolean;
  readonly all: Growing[];
}

interface Type {
  readonly type: string;
  readonly named: boolean;
  /** It never has anything below it. */
  readonly single: boolean;
  /** A sign that says nothing which the node around it does not say. */
  readonly silent: boolean;
}

const SILENT = new Set(['"', '$', '${', '$(', ';', 'local', 'do', 'done', 'fi', 'esac', '{', '}', '(', ';;']);

/** Words of the grammar of shells, and comments; a keyword of several words has them below it. */
const LEAVES = new Set([
  'word',
  'variable_name',
  'special_variable_name',
  'raw_string',
  'comment',
  'test_operator',
  'file_descriptor',
]);

/** What the numbers of a grammar stand for. */
interface Grammar {
  readonly types: readonly Type[];
  readonly fields: readonly string[];
}

/** The number of what fits no rule. */
const ERROR = 65_535;
const UNFIT: Type = { type: 'ERROR', named: true, single: false, silent: false };

const grammarOf = oncePer(
  (language: Language): Grammar => ({
    types: language.types.map((type, id) => typeOf(type, language.nodeTypeIsNamed(id))),
    fields: language.fields.map((field) => field ?? ''),
  }),
);

const typeOf = (type: string, named: boolean): Type => ({
  type,
  named,
  single: named ? LEAVES.has(type) : !type.includes(' '),
  silent: !named && SILENT.has(type),
});

function typeAt({ walk, grammar }: Copying): Type {
  const id = walk.type;
  return id === ERROR ? UNFIT : grammar.types[id]!;
}

function copyNode(copying: Copying, { type, named, single }: Type, parent: Syntax | undefined): Syntax {
  const { walk, grammar, offset, all, whole } = copying;
  const node: Growing = {
    type,
    field: grammar.fields[walk.field]!,
    named,
    start: walk.start + offset,
    end: walk.end + offset,
    parent,
    children: NONE,
    index: all.length,
    until: 0,
    all,
  };
  all.push(node);
  if (!single && walk.down()) {
    const children: Syntax[] = [];
    do {
      const below = typeAt(copying);
      if (whole || !below.silent || type === 'concatenation') children.push(copyNode(copying, below, node));
    } while (walk.next());
    walk.up();
    node.children = children;
  }
  node.until = all.length;
  return node;
}

/** The node and everything below it, in the order of the text. */
export function within({ all, index, until }: Syntax): readonly Syntax[] {
  return index === 0 ? all : all.slice(index, until);
}

/** Everything below a node of one of these types, in the order of the text. */
export function withinOf({ all, index, until }: Syntax, ...types: string[]): Syntax[] {
  const found: Syntax[] = [];
  for (let at = index; at < until; at++) {
    const node = all[at]!;
    if (types.includes(node.type)) found.push(node);
  }
  return found;
}

export function enclosing(node: Syntax, ...types: string[]): Syntax | undefined {
  let at = node.parent;
  while (at && !types.includes(at.type)) at = at.parent;
  return at;
}

/** The first named node that counts among those beside a node and behind it. Costs only what is passed over. */
export function nextBeside(node: Syntax, counts: (node: Syntax) => boolean): Syntax | undefined {
  let at = node.all[node.until];
  while (at && at.parent === node.parent && !(at.named && counts(at))) at = node.all[at.until];
  return at?.parent === node.parent ? at : undefined;
}

/** The same before a node. */
export function previousBeside(node: Syntax, counts: (node: Syntax) => boolean): Syntax | undefined {
  let at = node.all[node.index - 1];
  while (at && at !== node.parent && !(at.parent === node.parent && at.named && counts(at)))
    at = at.parent === node.parent ? node.all[at.index - 1] : at.parent;
  return at === node.parent ? undefined : at;
}

export function child(node: Syntax, field: string): Syntax | undefined {
  return node.children.find((each) => each.field === field);
}

export function childrenIn(node: Syntax, field: string): Syntax[] {
  return node.children.filter((each) => each.field === field && each.named);
}

export function childOf(node: Syntax, ...types: string[]): Syntax | undefined {
  return node.children.find((each) => types.includes(each.type));
}
