import { compareText } from '../../src/finding/order.ts';
import type { Tree } from '../../src/load/tree.ts';

/** A tree with the bytes of some files replaced or removed (null). */
export function editedTree(base: Tree, edits: ReadonlyMap<string, Uint8Array | null>): Tree {
  return {
    files: (added) =>
      base
        .files(added)
        .filter((file) => edits.get(file.path) !== null)
        .sort((a, b) => compareText(a.path, b.path)),
    read(path) {
      const own = edits.get(path);
      if (own === null) throw new Error(`${path} is not there`);
      return own ?? base.read(path);
    },
    size: (path) => edits.get(path)?.length ?? base.size(path),
    executable: (path) => base.executable(path),
    has: (path) => (edits.has(path) ? edits.get(path) !== null : base.has(path)),
  };
}
