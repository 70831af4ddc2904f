import type { CommandModule } from 'yargs';
import { receiptImportCommand } from './receipt-import.ts';
import { receiptListCommand } from './receipt-list.ts';
import { receiptRerunCommand } from './receipt-rerun.ts';
import { receiptShowCommand } from './receipt-show.ts';
import { receiptVerifyCommand } from './receipt-verify.ts';

export const receiptCommand: CommandModule = {
  command: 'receipt',
  describe: 'List, show, verify, repeat and import receipts',
  builder: (argv) =>
    argv
      .command(receiptListCommand)
      .command(receiptShowCommand)
      .command(receiptVerifyCommand)
      .command(receiptRerunCommand)
      .command(receiptImportCommand)
      .demandCommand(1, 'Say what to do with receipts: for example `gates receipt list`.')
      .example('$0 receipt verify --all', 'check every receipt of the estate'),
  handler: () => {},
};
