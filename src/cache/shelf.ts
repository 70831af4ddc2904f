import { createHash, randomBytes } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Entries by key, each a file. What is missing, damaged or cannot be written counts as not kept. */
export interface Shelf {
  get(key: string): Buffer | undefined;
  put(key: string, bytes: Uint8Array): void;
}

const DIGEST_BYTES = 32;
/** Above this many bytes, the entries that were used least recently go. */
export const MAX_BYTES = 256 * 1024 * 1024;
/** How far a full shelf is emptied, so that not every entry empties it again. */
const KEPT_SHARE = 0.75;
/** The size of a shelf is looked at, which is a look at every entry, after so much of it was put there, and now and then. */
const LOOKED_AT_SHARE = 1 / 8;
const NOW_AND_THEN = 1 / 2048;
/** An entry is marked as used at most once a day: marking costs a write. */
const DAY_MS = 86_400_000;

export const digestOf = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
};

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** A shelf in a folder, safe under concurrent runs: an entry appears whole, under its final name, or not at all. */
export function folderShelf(folder: string, maxBytes = MAX_BYTES): Shelf {
  const pathOf = (key: string): string => {
    const name = digestOf(key);
    return join(folder, name.slice(0, 2), name);
  };
  let unseen = 0;
  return {
    get: (key) => readEntry(pathOf(key)),
    put: (key, bytes) => {
      if (bytes.length > maxBytes / 4) return;
      writeEntry(pathOf(key), bytes);
      unseen += bytes.length;
      if (unseen < maxBytes * LOOKED_AT_SHARE && Math.random() > NOW_AND_THEN) return;
      unseen = 0;
      prune(folder, maxBytes);
    },
  };
}

/** The digest in front of an entry tells a damaged one. */
function readEntry(path: string): Buffer | undefined {
  try {
    const whole = readFileSync(path);
    const bytes = whole.subarray(DIGEST_BYTES);
    if (!sha256(bytes).equals(whole.subarray(0, DIGEST_BYTES))) return undefined;
    markUsed(path);
    return bytes;
  } catch {
    return undefined;
  }
}

function markUsed(path: string): void {
  const now = Date.now();
  if (now - statSync(path).mtimeMs > DAY_MS) utimesSync(path, now / 1000, now / 1000);
}

function writeEntry(path: string, bytes: Uint8Array): void {
  const aside = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(aside, Buffer.concat([sha256(bytes), bytes]), { mode: 0o600 });
    renameSync(aside, path);
  } catch {
    removeIfThere(aside);
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is none: then there is nothing to remove.
  }
}

export interface ShelfEntry {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
}

export function entriesOf(folder: string): ShelfEntry[] {
  return namesIn(folder).flatMap((part) =>
    namesIn(join(folder, part)).flatMap((name) => {
      const path = join(folder, part, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat?.isFile() ? [{ path, bytes: stat.size, usedMs: stat.mtimeMs }] : [];
    }),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function prune(folder: string, maxBytes: number): void {
  const entries = entriesOf(folder).sort((a, b) => b.usedMs - a.usedMs);
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (total <= maxBytes) return;
  let kept = 0;
  for (const entry of entries) {
    kept += entry.bytes;
    if (kept > maxBytes * KEPT_SHARE) rmSync(entry.path, { force: true });
  }
}
