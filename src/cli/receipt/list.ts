import type { Argv, CommandModule } from 'yargs';
import { type ReceiptCheck, verifyStore } from '../../receipt/verify-store.ts';
import { ESTATE_OPTION } from '../judging-options.ts';
import { signatureWords } from './signature-words.ts';
import { trustFrom } from './signing.ts';
import { receiptStore } from './store.ts';

interface ListOptions {
  readonly estate?: string;
  readonly format: 'text' | 'json';
}

export const receiptListCommand: CommandModule<object, ListOptions> = {
  command: 'list',
  describe: 'Every receipt, oldest first, with what it says and whether it is intact',
  builder: (argv: Argv) =>
    argv
      .option('estate', ESTATE_OPTION)
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'How to print',
      })
      .example(
        '$0 receipt list',
        'the receipts of the estate around the working directory',
      ) as Argv<ListOptions>,
  handler: ({ estate, format }) => {
    const { root, settings, places } = receiptStore(estate);
    const { receipts } = verifyStore(places, trustFrom(root, settings));
    const rows = receipts.map(rowOf);
    process.stdout.write(
      format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(lineOf).join(''),
    );
    if (rows.length === 0 && format === 'text') {
      process.stdout.write(`No receipt in ${places.shown.receipts}: \`gates verify all\` leaves one.\n`);
    }
  },
};

function rowOf({ stored, differences, signature }: ReceiptCheck) {
  const facts = signature.state === 'wrong' ? undefined : stored.statement?.predicate;
  return {
    runKey: stored.runKey,
    intact: differences.length === 0,
    signature: signatureWords(signature),
    ...(facts && {
      pack: facts.gates_pack,
      result: facts.result,
      asOf: facts.gates_asOf,
      commit: facts.gates_estate.commit,
      dirty: facts.gates_estate.dirty,
      runner: facts.gates_runner,
    }),
  };
}

function lineOf(row: ReturnType<typeof rowOf>): string {
  const state = row.intact ? 'intact' : 'CHANGED';
  if (row.pack === undefined) return `${row.runKey}  ${state}  (its receipt.json cannot be believed)\n`;
  const commit = row.commit?.slice(0, 12) ?? 'no commit';
  const tree = row.dirty ? `${commit} with changes` : commit;
  return `${row.runKey}  ${state}  ${row.result} ${row.pack} as of ${row.asOf}, ${tree}, by ${row.runner}, ${row.signature}\n`;
}
