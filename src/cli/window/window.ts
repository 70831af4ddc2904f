import type { CommandModule } from 'yargs';
import { COLORLESS_OPTION } from '../judging-options.ts';
import { windowAbortCommand } from './abort.ts';
import { windowResumeCommand } from './resume.ts';
import { windowRunCommand } from './run.ts';
import { windowListCommand, windowStatusCommand } from './status.ts';
import { windowUnlockCommand } from './unlock.ts';

export const windowCommand: CommandModule = {
  command: 'window <action>',
  describe: 'Run, resume and look at maintenance windows',
  builder: (argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .command(windowRunCommand)
      .command(windowStatusCommand)
      .command(windowResumeCommand)
      .command(windowAbortCommand)
      .command(windowListCommand)
      .command(windowUnlockCommand)
      .example('$0 window run --site all --phase recovery', 'say what it would do')
      .demandCommand(1, 'Say what to do: for example `gates window list`.'),
  handler: () => {},
};
