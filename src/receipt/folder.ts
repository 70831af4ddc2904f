import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const DRAFT = '.draft-';
const LOCK_DRAFT = '.lock-';
const OLD_MS = 600_000;

/** Puts a folder with its files in place all at once: whatever kills this process, it is whole or not there. */
export function writeFolder(parent: string, name: string, files: ReadonlyMap<string, string | Buffer>): void {
  const draft = join(parent, `${DRAFT}${randomUUID()}`);
  try {
    mkdirSync(draft);
    for (const [file, content] of files) writeFlushed(join(draft, file), content);
    flushFolder(draft);
    renameSync(draft, join(parent, name));
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  flushFolder(parent);
}

export function writeFlushed(path: string, content: string | Buffer): void {
  const file = openSync(path, 'w', 0o644);
  try {
    const bytes = Buffer.from(content);
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Removes what killed runs left half-written. Only for who holds the lock. */
export function removeDrafts(parent: string): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    if (name.startsWith(DRAFT) || (name.startsWith(LOCK_DRAFT) && isOld(path))) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

/** A younger one may belong to a process that is just about to ask for the lock. */
function isOld(path: string): boolean {
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return changed !== undefined && Date.now() - changed > OLD_MS;
}

/** A rename is on disk only when its folder is. Where folders cannot be opened, as on Windows, nothing is done. */
function flushFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch {}
}
