import { existsSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { readJournal } from './journal.ts';
import { dropLocalLock, type Holder, isAlive, localLocks } from './local-lock.ts';
import type { WindowFiles, WindowFolder } from './window-files.ts';

/** A window whose process was gone before the first record was on disk: it touched no machine. */
export interface Unbegun {
  readonly files: WindowFiles;
  /** Sites whose lock it left here. */
  readonly sites: readonly string[];
}

/** The window of that id, where it never began and nobody runs it. */
export function unbegunWindow(folder: WindowFolder, id: string): Unbegun | undefined {
  const files = folder.filesOf(id);
  if (existsSync(files.checkpoint)) return undefined;
  const journal = existsSync(files.journal);
  if (journal && readJournal(files.journal).entries.length > 0) return undefined;
  const own = localLocks(folder.folder).flatMap(({ site, holder }) =>
    holder !== 'unreadable' && holder.windowId === id ? [{ site, holder }] : [],
  );
  if (own.some(({ holder }) => isAlive(holder) && !isThisProcess(holder))) return undefined;
  return journal || own.length > 0 ? { files, sites: own.map(({ site }) => site) } : undefined;
}

const isThisProcess = ({ pid, host }: Holder): boolean => pid === process.pid && host === hostname();

/** Takes away what it left. */
export function clearUnbegun(folder: WindowFolder, { files, sites }: Unbegun): void {
  for (const site of sites) dropLocalLock(folder.folder, site, files.id);
  rmSync(files.journal, { force: true });
}
