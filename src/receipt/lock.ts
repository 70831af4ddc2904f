import { randomUUID } from 'node:crypto';
import { linkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../finding/refusal.ts';
import { readPlainFile } from '../load/plain-file.ts';

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  readonly token: string;
}

const LOCK = '.lock';
const TAKEOVER = '.lock-takeover';
const WAIT_MS = 60_000;
const TAKEOVER_MS = 10_000;

/** Runs `work` while no other process does so in this folder. A lock whose process is gone is taken over. */
export async function withLock<T>(folder: string, work: () => T): Promise<T> {
  const owner = newOwner();
  await acquire(folder, owner);
  try {
    return work();
  } finally {
    rmSync(join(folder, LOCK), { force: true });
  }
}

const newOwner = (): Owner => ({
  pid: process.pid,
  host: hostname(),
  since: new Date().toISOString(),
  token: randomUUID(),
});

async function acquire(folder: string, owner: Owner): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (!taken(folder, LOCK, owner)) {
    takeOver(folder, owner);
    if (Date.now() > deadline) refuse(folder);
    await sleep(20 + Math.random() * 60);
  }
}

/** Links a whole file into place, so that nobody ever reads half a lock. */
function taken(folder: string, name: string, owner: Owner): boolean {
  const draft = join(folder, `${name}-${owner.token}`);
  try {
    writeFileSync(draft, JSON.stringify(owner));
    linkSync(draft, join(folder, name));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the lock of a dead process. Only who holds the takeover may, and it looks again before it does. */
function takeOver(folder: string, owner: Owner): void {
  if (!isDead(ownerOf(folder))) return;
  if (!taken(folder, TAKEOVER, owner)) {
    dropOldTakeover(folder);
    return;
  }
  try {
    if (isDead(ownerOf(folder))) rmSync(join(folder, LOCK), { force: true });
  } finally {
    rmSync(join(folder, TAKEOVER), { force: true });
  }
}

/** A takeover lasts microseconds; one this old was left by a process that was killed within it. */
function dropOldTakeover(folder: string): void {
  const path = join(folder, TAKEOVER);
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > TAKEOVER_MS) rmSync(path, { force: true });
}

function ownerOf(folder: string): Owner | undefined {
  try {
    return JSON.parse(readPlainFile(join(folder, LOCK)).toString('utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/** Only a process of this machine can be known to be gone. */
function isDead(owner: Owner | undefined): boolean {
  if (!owner || owner.host !== hostname() || !Number.isInteger(owner.pid) || owner.pid <= 0) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function refuse(folder: string): never {
  const owner = ownerOf(folder);
  const who = owner
    ? `process ${owner.pid} on ${owner.host} since ${owner.since}`
    : 'nobody that can be read';
  throw new Refusal(
    `the receipts are locked by ${who}`,
    `Wait for it to end; if it is gone, remove ${join(folder, LOCK)} and run the command again.`,
  );
}
