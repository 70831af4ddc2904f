import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../finding/refusal.ts';
import { readPlainFile } from '../load/plain-file.ts';

/** Who holds a site. */
export interface Holder {
  readonly windowId: string;
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  readonly since: string;
}

const PREFIX = '.lock-';
/** The end of a file that was on its way to become a lock, or to be one no longer. */
const PASSING = /-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const fileOf = (folder: string, site: string): string => join(folder, `${PREFIX}${encodeURIComponent(site)}`);

/** Takes a site on this machine. The lock of the same window passes on when its process is gone. */
export function takeLocalLock(folder: string, site: string, holder: Holder): void {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (linked(folder, site, holder)) return;
    const found = localHolder(folder, site);
    if (found === null) continue;
    if (found === 'unreadable' || found.windowId !== holder.windowId) throw held(site, found, folder);
    if (found.pid === holder.pid && found.host === holder.host) return;
    if (isAlive(found)) throw running(found);
    setAside(folder, site, found);
  }
  throw new Refusal(`the lock of site "${site}" could not be taken`, 'Run the command again.');
}

/** Gives a site back when this window holds it. */
export function dropLocalLock(folder: string, site: string, windowId: string): boolean {
  const found = localHolder(folder, site);
  if (found === null || found === 'unreadable' || found.windowId !== windowId) return false;
  rmSync(fileOf(folder, site), { force: true });
  return true;
}

/** Removes a lock whatever it holds; only for somebody who named its owner. */
export const breakLocalLock = (folder: string, site: string): void =>
  rmSync(fileOf(folder, site), { force: true });

export function localHolder(folder: string, site: string): Holder | 'unreadable' | null {
  try {
    return JSON.parse(readPlainFile(fileOf(folder, site)).toString('utf8')) as Holder;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'unreadable';
  }
}

/** Every lock that lies on this machine. */
export function localLocks(folder: string): { site: string; holder: Holder | 'unreadable' }[] {
  return namesIn(folder).flatMap((name) => {
    if (!name.startsWith(PREFIX) || PASSING.test(name)) return [];
    const site = decodeURIComponent(name.slice(PREFIX.length));
    const holder = localHolder(folder, site);
    return holder === null ? [] : [{ site, holder }];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Links a whole file into place, so that nobody ever reads half a lock. */
function linked(folder: string, site: string, holder: Holder): boolean {
  const path = fileOf(folder, site);
  const draft = `${path}-${randomUUID()}`;
  try {
    writeFileSync(draft, JSON.stringify(holder), { flush: true });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Of two processes that find the same dead one only one moves its lock away; the wrong one is put back. */
function setAside(folder: string, site: string, dead: Holder): void {
  const path = fileOf(folder, site);
  const aside = `${path}-${randomUUID()}`;
  try {
    renameSync(path, aside);
    const moved = JSON.parse(readFileSync(aside, 'utf8')) as Holder;
    if (moved.pid !== dead.pid || moved.host !== dead.host) linkSync(aside, path);
  } catch {
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Only a process of this machine can be known to be gone. */
export function isAlive({ host, pid }: Pick<Holder, 'host' | 'pid'>): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function held(site: string, found: Holder | 'unreadable', folder: string): Refusal {
  if (found === 'unreadable') {
    return new Refusal(
      `the lock of site "${site}" cannot be read: ${fileOf(folder, site)}`,
      'Look at that file.',
    );
  }
  return new Refusal(
    `site "${site}" is held by window "${found.windowId}" of ${found.owner} since ${found.since}`,
    `${isAlive(found) ? 'Its process may still run. ' : 'Its process is gone. '}Resume or abort that window (gates window abort ${found.windowId}); if its owner agrees: gates window unlock --site ${site} --owner ${found.owner}`,
  );
}

const running = ({ windowId, pid, host }: Holder): Refusal =>
  new Refusal(
    `window "${windowId}" is run by process ${pid} on ${host}`,
    'Wait for it, or stop it with Ctrl-C there; on another machine, unlock the site first.',
  );
