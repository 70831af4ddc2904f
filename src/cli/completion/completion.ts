import type { Argv, CommandModule } from 'yargs';
import { commandsFor } from '../commands.ts';
import { complete } from './complete.ts';
import { holding } from './recorded.ts';
import { SCRIPTS } from './scripts.ts';

const SHELLS = Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[];

export const completionCommand: CommandModule<object, { readonly shell: keyof typeof SCRIPTS }> = {
  command: 'completion <shell>',
  describe: 'Print the completion of commands and names for a shell',
  builder: (argv: Argv) =>
    argv
      .positional('shell', { choices: SHELLS, demandOption: true, describe: 'The shell that reads it' })
      .example('$0 completion bash', 'source <(gates completion bash), for example in ~/.bashrc')
      .epilog('Completes the names of gates, sites, packs, loops and gaps of the estate at hand.') as never,
  handler: ({ shell }) => {
    process.stdout.write(SCRIPTS[shell]);
  },
};

/** Prints what could stand in place of the last word; for the scripts of the shells. */
export async function printCandidates(words: readonly string[]): Promise<void> {
  const root = holding(await commandsFor(words.slice(0, -1)));
  const lines = complete(root, words).map(({ word, about }) => `${oneLine(word)}\t${oneLine(about)}\n`);
  process.stdout.write(lines.join(''));
}

/** A name with a control character would reach the terminal as it is. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
