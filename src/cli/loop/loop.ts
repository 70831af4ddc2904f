import type { CommandModule } from 'yargs';
import { loopAuditCommand } from './audit.ts';
import { loopCloseCommand } from './close.ts';
import { loopListCommand } from './list.ts';
import { loopStatusCommand } from './status.ts';

export const loopCommand: CommandModule = {
  command: 'loop',
  describe: 'List, show, audit and close loops',
  builder: (argv) =>
    argv
      .command(loopListCommand)
      .command(loopStatusCommand)
      .command(loopAuditCommand)
      .command(loopCloseCommand)
      .demandCommand(1, 'Say what to do with loops: for example `gates loop list`.')
      .example('$0 loop audit --all', 'what is closed on paper only'),
  handler: () => {},
};
