import { checkedOut } from './checked-out.ts';
import type { Entry } from './entry.ts';
import { batchOf } from './objects.ts';
import type { Repository } from './repository.ts';

/** What is larger stays in git until somebody asks for that one file. */
const LARGE = 8 * 1024 * 1024;

/** Blobs by object id. Trees of one repository share it: what did not change is read once. */
export interface BlobStore {
  /** Reads many at once: from the work tree where it holds them, the rest by one process of git. */
  readonly fetch: (entries: readonly Entry[]) => void;
  /** Throws when the repository lacks it. */
  readonly read: (id: string) => Buffer;
  readonly size: (id: string) => number;
}

export function blobStore({ ask, folder }: Pick<Repository, 'ask' | 'folder'>): BlobStore {
  const blobs = new Map<string, Buffer>();
  const sizes = new Map<string, number>();
  const keep = (ids: readonly string[]) => {
    batchOf(ask, ids).forEach((bytes, index) => {
      if (bytes) blobs.set(ids[index]!, bytes);
    });
  };
  const measure = (ids: readonly string[]) => {
    const asked = ids.map((id) => `${id}\n`).join('');
    const out = ask(['cat-file', '--batch-check=%(objectname) %(objectsize)'], asked)?.toString() ?? '';
    for (const [, id, size] of out.matchAll(/^([0-9a-f]+) (\d+)$/gm)) sizes.set(id!, Number(size));
  };
  const lying = checkedOut(folder, LARGE);
  const take = (entry: Entry): boolean => {
    const bytes = lying(entry);
    if (!bytes) return false;
    blobs.set(entry.id, bytes);
    sizes.set(entry.id, bytes.length);
    return true;
  };
  const read = (id: string): Buffer => {
    if (!blobs.has(id)) keep([id]);
    const bytes = blobs.get(id);
    if (!bytes) throw new Error(`git has no object ${id}`);
    return bytes;
  };
  return {
    fetch(entries) {
      const asked = new Map(entries.filter(({ id }) => !sizes.has(id)).map((entry) => [entry.id, entry]));
      const unknown = [...asked.values()].filter((entry) => !take(entry)).map(({ id }) => id);
      if (unknown.length === 0) return;
      measure(unknown);
      keep(unknown.filter((id) => (sizes.get(id) ?? LARGE) < LARGE));
    },
    read,
    size(id) {
      if (!sizes.has(id)) measure([id]);
      return sizes.get(id) ?? read(id).length;
    },
  };
}
