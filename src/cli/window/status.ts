import type { Argv, CommandModule } from 'yargs';
import { printable } from '../../finding/printable.ts';
import { isAlive, localLocks } from '../../window/local-lock.ts';
import { journalOf } from '../../window/lost-journal.ts';
import type { WindowFiles } from '../../window/window-files.ts';
import { stateOf } from '../../window/window-state.ts';
import { ESTATE_OPTION } from '../judging-options.ts';
import { knownWindow } from './known.ts';
import { settingOf, usualWorld, windowFolder } from './setting.ts';
import { standing, windowText } from './text.ts';

interface StatusOptions {
  readonly estate?: string;
  readonly id?: string;
}

export const windowStatusCommand: CommandModule<object, StatusOptions> = {
  command: 'status [id]',
  describe: 'Show a window: each step with what became of it (default: the one that is open)',
  builder: (argv) =>
    withId(argv).example('$0 window status', 'the window that is open') as Argv<StatusOptions>,
  handler: async ({ estate, id }) => {
    const folder = windowFolder(await settingOf(estate, false, usualWorld));
    process.stderr.write(lockLines(folder.folder));
    process.stdout.write(windowText(knownWindow(folder, id).state));
  },
};

export const windowListCommand: CommandModule<object, StatusOptions> = {
  command: 'list',
  describe: 'Show every window that left a journal',
  builder: (argv) =>
    argv
      .option('estate', ESTATE_OPTION)
      .example('$0 window list', 'open windows and ended ones')
      .epilog('Exit code: 0 all are shown, 2 a journal cannot be read.') as Argv<StatusOptions>,
  handler: async ({ estate }) => {
    const folder = windowFolder(await settingOf(estate, false, usualWorld));
    const rows = folder.all().map(rowOf);
    const lines = rows.length === 0 ? ['no window has left a journal'] : rows.map((row) => row.text);
    process.stdout.write(`${lines.map(printable).join('\n')}\n`);
    const unread = rows.filter((row) => !row.read).length;
    if (unread === 0) return;
    process.stderr.write(`gates: ${unread} of ${rows.length} journals cannot be read\n`);
    process.exitCode = 2;
  },
};

/** Locks that lie here, with their owners; the far ones are shown by whoever asks for them. */
function lockLines(folder: string): string {
  const lines = localLocks(folder).map(({ site, holder }) => {
    if (holder === 'unreadable') return `site "${site}" is locked, and the lock cannot be read`;
    const { windowId, owner, since, pid, host } = holder;
    const life = isAlive(holder) ? `process ${pid} on ${host}` : `process ${pid} is gone`;
    return `site "${site}" is locked by window "${windowId}" of ${owner} since ${since} (${life})`;
  });
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** A journal that cannot be read must not hide the others. One that was cut short before its first record says so. */
function rowOf(files: WindowFiles): { readonly text: string; readonly read: boolean } {
  const { id } = files;
  try {
    const { entries } = journalOf(files);
    const state = stateOf(entries);
    if (!state) return { text: `${id}  cut short before its first record; it did nothing`, read: true };
    const { plan, startedAt } = state;
    const what = `${plan.phase} of ${plan.sites.join(', ')}`;
    return { text: `${id}  ${startedAt}  ${what}  ${standing(state)}`, read: true };
  } catch (error) {
    return { text: `${id}  unreadable: ${(error as Error).message}`, read: false };
  }
}

export function withId(argv: Argv): Argv {
  return argv
    .positional('id', { type: 'string', describe: 'Id of the window (default: the one that is open)' })
    .option('estate', ESTATE_OPTION);
}
