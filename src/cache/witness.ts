import type { Tree } from '../load/tree.ts';
import { digestOf } from './shelf.ts';

/** Everything that a run asked a tree, with the answers: equal answers give an equal result. */
export interface Seen {
  /** Globs of added files, and the digest of the listing. */
  readonly listings: readonly (readonly [added: readonly string[], digest: string])[];
  /** By path: the digest of the bytes, or null when reading failed. */
  readonly reads: readonly (readonly [path: string, digest: string | null])[];
  /** By path: `size`, `executable` and `has` as they were asked, null when asking failed. */
  readonly asked: readonly (readonly [path: string, answers: Answers])[];
}

interface Answers {
  size?: number | null;
  executable?: boolean | null;
  has?: boolean;
}

export interface Witness {
  readonly tree: Tree;
  /** Undefined when a file changed between two readings of one run. */
  readonly seen: () => Seen | undefined;
}

/** A tree that answers as another one does and remembers what it was asked. */
export function witness(tree: Tree): Witness {
  const listings = new Map<string, readonly [readonly string[], string]>();
  const reads = new Map<string, string | null>();
  const asked = new Map<string, Answers>();
  let torn = false;
  const answersOf = (path: string): Answers => {
    const known = asked.get(path) ?? {};
    asked.set(path, known);
    return known;
  };
  return {
    tree: {
      files(added = []) {
        const files = tree.files(added);
        const key = JSON.stringify(added);
        if (!listings.has(key)) listings.set(key, [added, listingDigest(files)]);
        return files;
      },
      read(path) {
        if (!reads.has(path)) reads.set(path, null);
        const bytes = tree.read(path);
        const digest = digestOf(bytes);
        torn ||= (reads.get(path) ?? digest) !== digest;
        reads.set(path, digest);
        return bytes;
      },
      size(path) {
        answersOf(path).size ??= null;
        const size = tree.size(path);
        answersOf(path).size = size;
        return size;
      },
      executable(path) {
        answersOf(path).executable ??= null;
        const executable = tree.executable(path);
        answersOf(path).executable = executable;
        return executable;
      },
      has(path) {
        const has = tree.has(path);
        answersOf(path).has = has;
        return has;
      },
    },
    seen: () =>
      torn ? undefined : { listings: [...listings.values()], reads: [...reads], asked: [...asked] },
  };
}

const listingDigest = (files: ReturnType<Tree['files']>): string =>
  digestOf(files.map(({ path, type, target = '' }) => `${path}\0${type}\0${target}`).join('\n'));

/** Whether a tree still gives every answer that was seen. */
export function answersAs(tree: Tree, { listings, reads, asked }: Seen): boolean {
  return (
    listings.every(([added, digest]) => listingDigest(tree.files(added)) === digest) &&
    asked.every(([path, answers]) => sameAnswers(tree, path, answers)) &&
    reads.every(([path, digest]) => tried(() => digestOf(tree.read(path))) === digest)
  );
}

function sameAnswers(tree: Tree, path: string, { size, executable, has }: Answers): boolean {
  return (
    (size === undefined || tried(() => tree.size(path)) === size) &&
    (executable === undefined || tried(() => tree.executable(path)) === executable) &&
    (has === undefined || tree.has(path) === has)
  );
}

function tried<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
