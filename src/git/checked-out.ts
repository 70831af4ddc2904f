import { diskTree } from '../load/disk-tree.ts';
import { blobId } from './blob-id.ts';
import { type Entry, SUBMODULE, SYMLINK } from './entry.ts';

/** Finds the bytes of a blob in the work tree; undefined where its file is not there, is larger, or says something else. */
export function checkedOut(folder: string, largest: number): (entry: Entry) => Buffer | undefined {
  const tree = diskTree(folder);
  return ({ path, mode, id }) => {
    if (mode === SYMLINK || mode === SUBMODULE) return undefined;
    try {
      if (tree.size(path) >= largest) return undefined;
      const bytes = Buffer.from(tree.read(path));
      return blobId(bytes, id.length) === id ? bytes : undefined;
    } catch {
      return undefined;
    }
  };
}
