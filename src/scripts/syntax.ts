import type { Language, Tree, TreeCursor } from 'web-tree-sitter';

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
export function copyTree(tree: Tree, offset: number): { root: Syntax; broken: boolean } {
  const cursor = tree.walk();
  const broken = tree.rootNode.hasError;
  const copying = { cursor, offset, types: typesOf(tree.language), all: [], whole: broken };
  const root = copyNode(copying, typeAt(copying), undefined);
  cursor.delete();
  return { root, broken };
}

interface Growing extends Omit<Syntax, 'children' | 'until'> {
  children: readonly Syntax[];
  until: number;
}

interface Copying {
  readonly cursor: TreeCursor;
  readonly offset: number;
  readonly types: TypeTable;
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

type TypeTable = Map<number, Type>;

const tables = new WeakMap<Language, TypeTable>();

function typesOf(language: Language): TypeTable {
  const known = tables.get(language) ?? new Map();
  tables.set(language, known);
  return known;
}

/** Each question to the cursor is a call into the parser's memory, so what goes with a type is asked once. */
function typeAt({ cursor, types }: Copying): Type {
  const id = cursor.nodeTypeId;
  const known = types.get(id);
  if (known) return known;
  const type = cursor.nodeType;
  const named = cursor.nodeIsNamed;
  const asked = {
    type,
    named,
    single: named ? LEAVES.has(type) : !type.includes(' '),
    silent: !named && SILENT.has(type),
  };
  types.set(id, asked);
  return asked;
}

function copyNode(copying: Copying, { type, named, single }: Type, parent: Syntax | undefined): Syntax {
  const { cursor, offset, all, whole } = copying;
  const node: Growing = {
    type,
    field: cursor.currentFieldName ?? '',
    named,
    start: cursor.startIndex + offset,
    end: cursor.endIndex + offset,
    parent,
    children: NONE,
    index: all.length,
    until: 0,
    all,
  };
  all.push(node);
  if (!single && cursor.gotoFirstChild()) {
    const children: Syntax[] = [];
    do {
      const below = typeAt(copying);
      if (whole || !below.silent || type === 'concatenation') children.push(copyNode(copying, below, node));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
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

export function child(node: Syntax, field: string): Syntax | undefined {
  return node.children.find((each) => each.field === field);
}

export function childrenIn(node: Syntax, field: string): Syntax[] {
  return node.children.filter((each) => each.field === field && each.named);
}

export function childOf(node: Syntax, ...types: string[]): Syntax | undefined {
  return node.children.find((each) => types.includes(each.type));
}
