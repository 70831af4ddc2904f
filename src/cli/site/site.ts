import type { Argv, CommandModule } from 'yargs';
import { siteAddCommand } from './add.ts';

export const siteCommand: CommandModule = {
  command: 'site',
  describe: 'Bind a new site',
  builder: (argv: Argv) =>
    argv
      .command(siteAddCommand)
      .example('$0 site add --help', 'what a new site needs')
      .demandCommand(1, 'Say what to do: for example `gates site add north`.'),
  handler: () => undefined,
};
