import { createHash } from 'node:crypto';
import { diskTree } from '../load/disk-tree.ts';
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

/** As git names a blob; repositories differ in the length of their names. */
function blobId(bytes: Buffer, length: number): string {
  const hash = createHash(length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
