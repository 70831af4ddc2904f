import type { Argv, CommandModule } from 'yargs';
import { COLORLESS_OPTION } from '../judging-options.ts';
import { SCRIPTS } from './scripts.ts';

const SHELLS = Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[];

export const completionCommand: CommandModule<object, { readonly shell: keyof typeof SCRIPTS }> = {
  command: 'completion <shell>',
  describe: 'Print the completion of commands and names for a shell',
  builder: (argv: Argv) =>
    argv
      .option('color', COLORLESS_OPTION)
      .positional('shell', { choices: SHELLS, demandOption: true, describe: 'The shell that reads it' })
      .example('$0 completion bash', 'source <(gates completion bash), for example in ~/.bashrc')
      .epilog('Completes the names of gates, sites, packs, loops and gaps of the estate at hand.') as never,
  handler: ({ shell }) => {
    process.stdout.write(SCRIPTS[shell]);
  },
};
