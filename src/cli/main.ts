import yargs from 'yargs';
import { commandsFor } from './commands.ts';
import { COMPLETE } from './completion/scripts.ts';
import { tuneEngine } from './engine.ts';
import { reportError, UsageError } from './errors.ts';
import { demandGivenOnce } from './given-once.ts';
import { quietWhenClosed } from './output.ts';
import { overviewText } from './overview.ts';
import { keepExamplesWhole, leaveExamplesOut } from './usage-examples.ts';
import { usageWords } from './usage-words.ts';
import { VERSION } from './version.ts';

/** Runs one command line; sets the exit code of the process. */
export async function main(args: readonly string[]): Promise<void> {
  tuneEngine();
  quietWhenClosed(process.stdout);
  try {
    if (args.length === 0 || (args.length === 1 && HELP.includes(args[0]!))) showOverview(args.length > 0);
    else if (args[0] === COMPLETE)
      await (await import('./completion/candidates.ts')).printCandidates(args.slice(1));
    else await (await commandLine(args)).parseAsync();
  } catch (error) {
    const said = error instanceof UsageError ? new UsageError(await usageWords(error.message, args)) : error;
    process.exitCode = reportError(said, args.includes('--debug'));
  }
}

const HELP = ['--help', '-h', 'help'];

/** Without a command nothing is judged, which is no success unless somebody asked for help. */
function showOverview(asked: boolean): void {
  process.stdout.write(overviewText());
  process.exitCode = asked ? 0 : 2;
}

/** `--help` and `-h`, also among other letters. */
const asksForHelp = (arg: string): boolean => /^-[^-]*h|^--help/.test(arg);

async function commandLine(args: readonly string[]) {
  const width = Math.min(100, process.stdout.columns ?? 80);
  const plain = yargs(args);
  return (args.some(asksForHelp) ? keepExamplesWhole(plain, width) : leaveExamplesOut(plain))
    .scriptName('gates')
    .usage(
      '$0 <command>\n\nHolds every site of an estate to one lifecycle standard, from its contracts in git.',
    )
    .command(await commandsFor(args))
    .example('$0 check', 'judge the estate around the working directory')
    .demandCommand(1, 'Say what to do: for example `gates check`.')
    .strict()
    .recommendCommands()
    .check((argv, options) => demandGivenOnce(argv, options as unknown as { array: string[] }, args))
    .option('debug', { type: 'boolean', global: true, describe: 'Show stack traces of internal errors' })
    .version(VERSION)
    .alias('h', 'help')
    .hide('debug')
    .hide('version')
    .hide('help')
    .wrap(width)
    .exitProcess(false)
    .fail((message, error) => {
      throw error && error.name !== 'YError' ? error : new UsageError(message);
    });
}
