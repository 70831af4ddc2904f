import { existsSync } from 'node:fs';
import { Refusal } from '../finding/refusal.ts';
import { type JournalText, readJournal } from './journal.ts';
import type { WindowFiles } from './window-files.ts';

/** The journal of a window; refused where its checkpoint says that it began, and no record is left. */
export function journalOf(files: WindowFiles): JournalText {
  refuseLost(files);
  return readJournal(files.journal);
}

export function refuseLost(files: WindowFiles): void {
  if (!existsSync(files.checkpoint)) return;
  const isThere = existsSync(files.journal);
  if (isThere && readJournal(files.journal).entries.length > 0) return;
  throw new Refusal(
    `the journal ${files.shown.journal} is ${isThere ? 'empty' : 'gone'}, though ${files.shown.checkpoint} says that window "${files.id}" began`,
    'Look at the machines first: the checkpoint says how far it came. Then move it away, and give its locks back with `gates window unlock`.',
  );
}
