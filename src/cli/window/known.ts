import { Refusal } from '../../finding/refusal.ts';
import { nearest } from '../../finding/suggest.ts';
import type { JournalText } from '../../window/journal.ts';
import { localLocks } from '../../window/local-lock.ts';
import { journalOf, refuseLost } from '../../window/lost-journal.ts';
import type { WindowFiles, WindowFolder } from '../../window/window-files.ts';
import { stateOf, type WindowState } from '../../window/window-state.ts';

/** A window of which there is a journal. */
export interface KnownWindow {
  readonly files: WindowFiles;
  readonly journal: JournalText;
  readonly state: WindowState;
}

/** The window of an id; without one the only window that has not ended. */
export function knownWindow(folder: WindowFolder, id: string | undefined): KnownWindow {
  if (id === undefined) return onlyOpen(folder);
  const files = folder.all().find((one) => one.id === id);
  if (files) return readWindow(files);
  refuseLost(folder.filesOf(id));
  const near = nearest(
    id,
    folder.all().map((one) => one.id),
  );
  throw new Refusal(
    `no window is called "${id}"`,
    near ? `Did you mean "${near}"?` : 'See `gates window list`.',
  );
}

function readWindow(files: WindowFiles): KnownWindow {
  const journal = journalOf(files);
  const state = stateOf(journal.entries);
  if (state) return { files, journal, state };
  throw new Refusal(
    `window "${files.id}" was cut short before its first record; it did nothing`,
    `Clear what it left: gates window abort ${files.id}.`,
  );
}

function onlyOpen(folder: WindowFolder): KnownWindow {
  const open = folder.all().filter((files) => mayBeOpen(files));
  if (open.length === 1) return readWindow(open[0]!);
  throw new Refusal(
    open.length === 0
      ? 'no window is open'
      : `${open.length} windows are open or cannot be read: ${open.map((one) => one.id).join(', ')}`,
    open.length === 0 ? orphans(folder) : 'Name one of them.',
  );
}

/** Locks of windows whose journals are gone, which nobody can take up again. */
function orphans(folder: WindowFolder): string {
  const known = new Set(folder.all().map((files) => files.id));
  const lost = localLocks(folder.folder).flatMap(({ site, holder }) =>
    holder === 'unreadable' || known.has(holder.windowId)
      ? []
      : `Window "${holder.windowId}" locks site "${site}", and its journal is gone: look at the machines, then give the lock back with \`gates window unlock\`.`,
  );
  return lost.length > 0 ? lost.join(' ') : 'See `gates window list` for those that ended.';
}

/** A journal that cannot be read may be of an open window, and must not hide the others. */
function mayBeOpen(files: WindowFiles): boolean {
  try {
    return stateOf(journalOf(files).entries)?.ending === null;
  } catch {
    return true;
  }
}
