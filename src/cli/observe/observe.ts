import type { CommandModule } from 'yargs';
import { COLORLESS_OPTION } from '../judging-options.ts';
import { observeBackupsCommand } from './backups.ts';
import { observeGuestsCommand } from './guests.ts';

export const observeCommand: CommandModule = {
  command: 'observe <what>',
  describe: 'Look at the machines: the newest backups, or what runs; changes nothing there',
  builder: (argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .command(observeBackupsCommand)
      .command(observeGuestsCommand)
      .example('$0 observe guests', 'what runs against what is declared')
      .demandCommand(1, 'Say what to look at: for example `gates observe backups`.'),
  handler: () => {},
};
