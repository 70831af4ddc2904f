import type { Argv, CommandModule } from 'yargs';
import { printable } from '../../finding/printable.ts';
import { isAlive, localLocks } from '../../window/local-lock.ts';
import { ESTATE_OPTION } from '../estate-option.ts';
import { knownWindow, readWindow } from './known.ts';
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
      .example('$0 window list', 'open windows and ended ones') as Argv<StatusOptions>,
  handler: async ({ estate }) => {
    const folder = windowFolder(await settingOf(estate, false, usualWorld));
    const lines = folder.all().map((files) => lineOf(files.id, () => readWindow(files).state));
    process.stdout.write(lines.length === 0 ? 'no window has left a journal\n' : `${lines.join('\n')}\n`);
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

/** A journal that cannot be read must not hide the others. */
function lineOf(id: string, state: () => Parameters<typeof standing>[0]): string {
  try {
    const found = state();
    const { plan, startedAt } = found;
    return `${id}  ${startedAt}  ${plan.phase} of ${plan.sites.join(', ')}  ${standing(found)}`;
  } catch (error) {
    return `${id}  unreadable: ${(error as Error).message}`;
  }
}

export function withId(argv: Argv): Argv {
  return argv
    .positional('id', { type: 'string', describe: 'Id of the window (default: the one that is open)' })
    .option('estate', ESTATE_OPTION);
}
