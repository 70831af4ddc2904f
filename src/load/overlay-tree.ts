import { compareText } from '../finding/order.ts';
import type { Tree } from './tree.ts';

/** A tree with some files replaced, added (text) or removed (null) in memory. */
export function overlayTree(base: Tree, edits: ReadonlyMap<string, string | null>): Tree {
  const bytes = new Map([...edits].map(([path, text]) => [path, text === null ? null : Buffer.from(text)]));
  const edited = (path: string) => bytes.get(path);
  return {
    files: (added) =>
      [
        ...base.files(added).filter((file) => !bytes.has(file.path)),
        ...[...bytes].filter(([, text]) => text !== null).map(([path]) => ({ path, type: 'file' as const })),
      ].sort((a, b) => compareText(a.path, b.path)),
    read(path) {
      const own = edited(path);
      if (own === null) throw new Error(`${path} is not there`);
      return own ?? base.read(path);
    },
    size: (path) => edited(path)?.length ?? base.size(path),
    executable: (path) => base.has(path) && base.executable(path),
    has: (path) => (bytes.has(path) ? bytes.get(path) !== null : base.has(path)),
  };
}
