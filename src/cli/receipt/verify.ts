import type { Argv, CommandModule } from 'yargs';
import { Refusal } from '../../finding/refusal.ts';
import type { Difference } from '../../receipt/difference.ts';
import { findReceipt } from '../../receipt/find.ts';
import { type ReceiptCheck, type StoreCheck, verifyStore } from '../../receipt/verify-store.ts';
import { UsageError } from '../errors.ts';
import { ESTATE_OPTION } from '../judging-options.ts';
import { filesChecker } from './against.ts';
import { trustFrom } from './signing.ts';
import { type ReceiptStore, receiptStore } from './store.ts';
import { differencesOf, type Verification, type VerifiedReceipt } from './verified-receipt.ts';
import { verificationJson, verificationText } from './verify-report.ts';

interface VerifyReceiptOptions {
  readonly receipt?: string;
  readonly all: boolean;
  readonly key?: string | string[];
  readonly head?: string | string[];
  readonly estate?: string;
  readonly format: 'text' | 'json';
}

export const receiptVerifyCommand: CommandModule<object, VerifyReceiptOptions> = {
  command: 'verify [receipt]',
  describe: 'Check receipts without a network: envelope, key, files, chain, ledger, governed files',
  builder: options,
  handler: (argv) => {
    process.exitCode = verifyReceipts(argv);
  },
};

function options(argv: Argv): Argv<VerifyReceiptOptions> {
  return argv
    .positional('receipt', { type: 'string', describe: 'Run key, the start of its last part, or "last"' })
    .option('all', { type: 'boolean', default: false, describe: 'Check every receipt and the whole ledger' })
    .option('key', {
      type: 'string',
      array: true,
      nargs: 1,
      describe: 'Public key in PEM that must have signed; of several any one',
    })
    .option('head', {
      type: 'string',
      array: true,
      nargs: 1,
      describe: 'With --all: a run key that must be there; may be repeated',
    })
    .option('estate', ESTATE_OPTION)
    .option('format', {
      choices: ['text', 'json'] as const,
      default: 'text' as const,
      describe: 'How to print',
    })
    .example('$0 receipt verify --all', 'check everything')
    .example('$0 receipt verify last', 'check the newest receipt')
    .epilog(
      'Exit code: 0 all holds, 1 something differs, 2 something could not be checked.',
    ) as unknown as Argv<VerifyReceiptOptions>;
}

function verifyReceipts(argv: VerifyReceiptOptions): 0 | 1 | 2 {
  if (argv.all === (argv.receipt !== undefined)) {
    throw new UsageError(
      'Name one receipt, or say --all: `gates receipt verify KEY` or `gates receipt verify --all`.',
    );
  }
  const store = receiptStore(argv.estate);
  const check = verifyStore(store.places, trustFrom(store.root, store.settings, [argv.key ?? []].flat()));
  const verification = argv.all
    ? everything(store, check, [argv.head ?? []].flat())
    : one(store, check, argv.receipt!);
  const print = argv.format === 'json' ? verificationJson : verificationText;
  process.stdout.write(print(verification));
  return exitCodeOf(verification);
}

function everything(store: ReceiptStore, check: StoreCheck, heads: readonly string[]): Verification {
  const differences = [...check.differences, ...missingHeads(check, heads)];
  if (check.receipts.length === 0 && differences.length === 0) {
    throw new Refusal(
      `there is no receipt in ${store.places.shown.receipts}`,
      '`gates verify all` leaves one.',
    );
  }
  return { receipts: withFiles(store, check.receipts), differences, notes: check.notes };
}

function one(store: ReceiptStore, check: StoreCheck, named: string): Verification {
  const { runKey } = findReceipt(store.places, named);
  const receipts = check.receipts.filter(({ stored }) => stored.runKey === runKey);
  return { receipts: withFiles(store, receipts), differences: [], notes: [] };
}

function missingHeads({ receipts }: StoreCheck, heads: readonly string[]): Difference[] {
  const here = new Set(receipts.map(({ stored }) => stored.runKey));
  return heads
    .map((head) => head.replace(/^RCAP-/, 'CAP-'))
    .filter((head) => !here.has(head))
    .map((head) => ({
      file: `R${head}`,
      expected: 'the receipt that --head names',
      found: 'no such folder',
    }));
}

function withFiles({ root }: ReceiptStore, receipts: readonly ReceiptCheck[]): VerifiedReceipt[] {
  const checkFiles = filesChecker(root);
  return receipts.map((check) => {
    const statement = check.signature.state === 'wrong' ? undefined : check.stored.statement;
    return { ...check, files: statement && checkFiles(statement) };
  });
}

function exitCodeOf({ receipts, differences }: Verification): 0 | 1 | 2 {
  if (differences.length > 0 || receipts.some((one) => differencesOf(one).length > 0)) return 1;
  return receipts.some((one) => one.files?.unchecked !== false) ? 2 : 0;
}
