import type { CommandModule } from 'yargs';
import { COLORLESS_OPTION } from '../judging-options.ts';
import { receiptImportCommand } from './import.ts';
import { receiptListCommand } from './list.ts';
import { receiptRerunCommand } from './rerun.ts';
import { receiptShowCommand } from './show.ts';
import { receiptVerifyCommand } from './verify.ts';

export const receiptCommand: CommandModule = {
  command: 'receipt',
  describe: 'List, show, verify, repeat and import receipts',
  builder: (argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .command(receiptListCommand)
      .command(receiptShowCommand)
      .command(receiptVerifyCommand)
      .command(receiptRerunCommand)
      .command(receiptImportCommand)
      .demandCommand(1, 'Say what to do with receipts: for example `gates receipt list`.')
      .example('$0 receipt verify --all', 'check every receipt of the estate'),
  handler: () => {},
};
