import type { CommandModule } from 'yargs';
import { gapListCommand } from './list.ts';
import { gapShowCommand } from './show.ts';
import { gapSuggestCommand } from './suggest.ts';

export const gapCommand: CommandModule = {
  command: 'gap',
  describe: 'List and show gaps with their verdicts; propose what could prove them',
  builder: (argv) =>
    argv
      .command(gapListCommand)
      .command(gapShowCommand)
      .command(gapSuggestCommand)
      .demandCommand(1, 'Say what to do with gaps: for example `gates gap list`.')
      .example('$0 gap list', 'the gaps of the estate around the working directory'),
  handler: () => {},
};
