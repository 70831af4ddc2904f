import type { CommandModule } from 'yargs';
import { COLORLESS_OPTION } from '../judging-options.ts';
import { hookInstallCommand } from './install.ts';
import { hookStatusCommand } from './status.ts';
import { hookUninstallCommand } from './uninstall.ts';

export const hookCommand: CommandModule = {
  command: 'hook',
  describe: 'Install, remove and look at the git hook that judges each commit',
  builder: (argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .command(hookInstallCommand)
      .command(hookUninstallCommand)
      .command(hookStatusCommand)
      .demandCommand(1, 'Say what to do with the hook: for example `gates hook install`.')
      .example('$0 hook install', 'judge each commit of this repository before it is made'),
  handler: () => {},
};
