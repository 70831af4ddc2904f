import { rmSync } from 'node:fs';
import type { CommandModule } from 'yargs';
import { cacheFolder } from '../../cache/folder.ts';
import { entriesOf, MAX_BYTES } from '../../cache/shelf.ts';
import { COLORLESS_OPTION } from '../judging-options.ts';

const clearCommand: CommandModule = {
  command: 'clear',
  describe: 'Forget everything that earlier runs worked out',
  builder: (argv) => argv.example('$0 cache clear', 'the next run reads every file again'),
  handler: () => {
    const before = sizeOf(cacheFolder());
    rmSync(cacheFolder(), { recursive: true, force: true });
    process.stdout.write(`Removed ${before} from ${cacheFolder()}.\n`);
  },
};

const infoCommand: CommandModule = {
  command: 'info',
  describe: 'Show where the cache lies, and its size',
  builder: (argv) => argv.example('$0 cache info', 'folder, entries and size'),
  handler: () => {
    const most = `at most about ${MAX_BYTES / 1024 / 1024} MiB`;
    process.stdout.write(`${cacheFolder()}: ${sizeOf(cacheFolder())}, ${most}\n`);
  },
};

function sizeOf(folder: string): string {
  const entries = entriesOf(folder);
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const count = `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`;
  return `${count} of ${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

export const cacheCommand: CommandModule = {
  command: 'cache',
  describe: 'Show or clear what earlier runs worked out; no verdict depends on it',
  builder: (argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .command(infoCommand)
      .command(clearCommand)
      .demandCommand(1, 'Say what to do with the cache: for example `gates cache info`.')
      .example('$0 cache info', 'where it lies, and its size')
      .epilog('The folder is gates/ in $XDG_CACHE_HOME, else in ~/.cache. It can be removed at any time.'),
  handler: () => {},
};
