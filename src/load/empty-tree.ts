import type { Tree } from './tree.ts';

/** A tree without a single file; the ground for estates that exist only as edits. */
export const EMPTY_TREE: Tree = {
  files: () => [],
  has: () => false,
  executable: () => false,
  size: (path) => absent(path),
  read: (path) => absent(path),
};

function absent(path: string): never {
  throw new Error(`${path} is not there`);
}
