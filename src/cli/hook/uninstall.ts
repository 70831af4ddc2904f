import { renameSync, rmSync } from 'node:fs';
import type { Argv, CommandModule } from 'yargs';
import { hookPlaceOf, isThere, textOf } from '../../git/hook-place.ts';
import { repositoryOf } from '../../git/repository.ts';
import { estateRoot } from '../estate-root.ts';
import { ESTATE_OPTION } from '../judging-options.ts';
import { isOwn } from './script.ts';

interface UninstallOptions {
  readonly estate?: string;
}

export const hookUninstallCommand: CommandModule<object, UninstallOptions> = {
  command: 'uninstall',
  describe: 'Take the hook away and put back the one that was there before',
  builder: (argv: Argv) =>
    argv
      .option('estate', ESTATE_OPTION)
      .example(
        '$0 hook uninstall',
        'as it was before `gates hook install`',
      ) as unknown as Argv<UninstallOptions>,
  handler: ({ estate }) => {
    process.stdout.write(uninstall(estateRoot(estate)));
  },
};

function uninstall(root: string): string {
  const { file, before } = hookPlaceOf(repositoryOf(root));
  if (!isOwn(textOf(file))) return `${file} is none of gates; nothing was changed.\n`;
  if (!isThere(before)) {
    rmSync(file);
    return `${file} is gone.\n`;
  }
  renameSync(before, file);
  return `${file} is the hook again that was there before.\n`;
}
