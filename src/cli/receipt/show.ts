import type { Argv, CommandModule } from 'yargs';
import { Refusal } from '../../finding/refusal.ts';
import { findReceipt } from '../../receipt/find.ts';
import { inspect } from '../../receipt/inspect.ts';
import { ESTATE_OPTION } from '../judging-options.ts';
import { trustFrom } from './signing.ts';
import { receiptStore } from './store.ts';

interface ShowOptions {
  readonly key: string;
  readonly estate?: string;
  readonly format: 'text' | 'json';
}

export const receiptShowCommand: CommandModule<object, ShowOptions> = {
  command: 'show <key>',
  describe: 'Print a receipt: its summary, or its statement as JSON',
  builder: (argv: Argv) =>
    argv
      .positional('key', {
        type: 'string',
        demandOption: true,
        describe: 'Run key, the start of its last part, or "last"',
      })
      .option('estate', ESTATE_OPTION)
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'How to print',
      })
      .example('$0 receipt show last', 'the newest receipt') as unknown as Argv<ShowOptions>,
  handler: ({ key, estate, format }) => {
    const { root, settings, places } = receiptStore(estate);
    const stored = findReceipt(places, key);
    const { differences } = inspect(stored, trustFrom(root, settings));
    const text = format === 'json' ? jsonOf(stored.statement) : stored.files['receipt.md']?.toString('utf8');
    if (text === undefined) {
      throw new Refusal(
        `the receipt ${stored.runKey} has nothing that can be shown`,
        `\`gates receipt verify ${stored.runKey}\` says what is wrong with it.`,
      );
    }
    process.stdout.write(text);
    if (differences.length > 0) {
      process.stderr.write(
        `gates: this receipt was changed; see \`gates receipt verify ${stored.runKey}\`\n`,
      );
      process.exitCode = 1;
    }
  },
};

const jsonOf = (statement: unknown): string | undefined =>
  statement === undefined ? undefined : `${JSON.stringify(statement, null, 2)}\n`;
