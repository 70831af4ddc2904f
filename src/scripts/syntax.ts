import type { Tree, TreeCursor } from 'web-tree-sitter';

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
}

/** Copies a tree, shifting its offsets by where its text starts in the file. */
export function copyTree(tree: Tree, offset: number): { root: Syntax; broken: boolean } {
  const cursor = tree.walk();
  const root = copyNode(cursor, undefined, offset);
  cursor.delete();
  return { root, broken: tree.rootNode.hasError };
}

interface Growing extends Omit<Syntax, 'children'> {
  children: Syntax[];
}

function copyNode(cursor: TreeCursor, parent: Syntax | undefined, offset: number): Syntax {
  const node: Growing = {
    type: cursor.nodeType,
    field: cursor.currentFieldName ?? '',
    named: cursor.nodeIsNamed,
    start: cursor.startIndex + offset,
    end: cursor.endIndex + offset,
    parent,
    children: [],
  };
  if (cursor.gotoFirstChild()) {
    do node.children.push(copyNode(cursor, node, offset));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}

/** The node and everything below it, in the order of the text. */
export function within(node: Syntax): Syntax[] {
  const found: Syntax[] = [];
  const left = [node];
  for (let at = left.pop(); at; at = left.pop()) {
    found.push(at);
    for (let child = at.children.length - 1; child >= 0; child--) left.push(at.children[child]!);
  }
  return found;
}

/** Everything below a node of one of these types, in the order of the text. */
export function withinOf(node: Syntax, ...types: string[]): Syntax[] {
  return within(node).filter((each) => types.includes(each.type));
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
