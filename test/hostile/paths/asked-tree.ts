import type { Tree } from '../../../src/load/tree.ts';

/** A question put to a tree, and what it answered; the same again for who asks later. */
type Asked = readonly [method: 'read' | 'size' | 'executable' | 'has', path: string];

/** A tree that remembers what it was asked. */
export interface AskedTree extends Tree {
  readonly asked: ReadonlyMap<string, Asked>;
}

export function askedTree(tree: Tree): AskedTree {
  const asked = new Map<string, Asked>();
  const noted =
    <M extends Asked[0]>(method: M) =>
    (path: string) => {
      asked.set(`${method} ${path}`, [method, path]);
      return tree[method](path) as ReturnType<Tree[M]>;
    };
  return {
    asked,
    files: (added) => tree.files(added),
    read: noted('read'),
    size: noted('size'),
    executable: noted('executable'),
    has: noted('has'),
  };
}

/** The answers of a tree to questions, as text. */
export const answersOf = (tree: Tree, asked: AskedTree['asked']): string[] => [
  JSON.stringify(tree.files()),
  ...[...asked].map(([name, [method, path]]) => `${name}: ${answerOf(tree, method, path)}`),
];

function answerOf(tree: Tree, method: Asked[0], path: string): string {
  try {
    const answer = tree[method](path);
    return typeof answer === 'object' ? Buffer.from(answer).toString('utf8') : String(answer);
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}
