import type { CommandModule } from 'yargs';
import { COLORLESS_OPTION } from '../judging-options.ts';
import { baselinePruneCommand } from './prune.ts';
import { baselineShowCommand } from './show.ts';
import { baselineWriteCommand } from './write.ts';

export const baselineCommand: CommandModule = {
  command: 'baseline',
  describe: 'Old debt that fails nothing while it is paid off: record it, show it, prune what is mended',
  builder: (argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .command(baselineWriteCommand)
      .command(baselineShowCommand)
      .command(baselinePruneCommand)
      .demandCommand(1, 'Say what to do with the baseline: for example `gates baseline show`.')
      .example('$0 baseline write', 'record every finding of today as old debt'),
  handler: () => {},
};
