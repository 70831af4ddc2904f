import type { Argv, CommandModule } from 'yargs';
import { importReceipts } from '../../receipt/import.ts';
import { ESTATE_OPTION } from '../judging-options.ts';
import { trustFrom } from './signing.ts';
import { receiptStore } from './store.ts';

interface ImportOptions {
  readonly dir: string;
  readonly key?: string | string[];
  readonly estate?: string;
}

export const receiptImportCommand: CommandModule<object, ImportOptions> = {
  command: 'import <dir>',
  describe: 'Check the receipts of a CI artifact and add them; one bad receipt and none is added',
  builder: (argv: Argv) =>
    argv
      .positional('dir', {
        type: 'string',
        demandOption: true,
        describe: 'Folder with a receipt.json, or one that holds several receipts',
      })
      .option('key', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'Public key in PEM that must have signed; of several any one',
      })
      .option('estate', ESTATE_OPTION)
      .example(
        '$0 receipt import receipts/sessions',
        'a folder of receipts, such as what CI leaves; with --key only what CI signed',
      ) as unknown as Argv<ImportOptions>,
  handler: async ({ dir, key, estate }) => {
    const { root, settings, places } = receiptStore(estate);
    const { added, known } = await importReceipts(places, dir, trustFrom(root, settings, [key ?? []].flat()));
    const lines = [...added.map((one) => `added ${one}`), ...known.map((one) => `here already: ${one}`)];
    process.stdout.write(`${lines.join('\n')}\n`);
  },
};
