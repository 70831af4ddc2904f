import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommandModule } from 'yargs';
import { Refusal } from '../finding/refusal.ts';
import { newPair } from '../receipt/keys.ts';
import { gitRoot } from './estate-root.ts';
import { COLORLESS_OPTION } from './judging-options.ts';

interface KeyOptions {
  readonly file: string;
}

const newCommand: CommandModule<object, KeyOptions> = {
  command: 'new <file>',
  describe: 'Make an Ed25519 pair: FILE, the private key, and FILE.pub, the public one',
  builder: (argv) =>
    argv
      .positional('file', { type: 'string', demandOption: true, describe: 'Where the private key goes' })
      .example('$0 key new ~/.gates-signing-key', 'a pair in the home directory'),
  handler: ({ file }) => {
    const pair = newPair();
    writeNew(file, pair.privatePem, 0o600);
    writeNew(`${file}.pub`, pair.publicPem, 0o644);
    process.stdout.write(
      `private key: ${file}\npublic key:  ${file}.pub\nkey id:      ${pair.keyid}\n` +
        'Sign with `gates verify PACK --sign FILE`; name FILE.pub under `trusted_keys` in gates.yaml.\n',
    );
    if (gitRoot(resolve(file, '..')) !== undefined) {
      process.stderr.write(`gates: "${file}" lies in a git work tree: never commit a private key\n`);
    }
  },
};

export const keyCommand: CommandModule = {
  command: 'key',
  describe: 'Make keys that sign receipts',
  builder: (argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .command(newCommand)
      .demandCommand(1, 'Say what to do with keys: for example `gates key new FILE`.')
      .example('$0 key new ~/.gates-signing-key', 'a pair in the home directory'),
  handler: () => {},
};

/** Never writes over a file: it may be the only copy of a key. */
function writeNew(file: string, pem: string, mode: number): void {
  try {
    writeFileSync(file, pem, { flag: 'wx', mode });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new Refusal(`"${file}" exists already`, 'Name another file for the new key.');
    throw new Refusal(`"${file}" cannot be written: ${message}`, 'Name a file in a folder that exists.');
  }
}
