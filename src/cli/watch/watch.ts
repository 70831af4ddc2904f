import type { Argv, CommandModule } from 'yargs';
import { estateRoot } from '../estate-root.ts';
import {
  COLOR_OPTION,
  ESTATE_OPTION,
  GATE_OPTION,
  NOW_OPTION,
  PACK_OPTION,
  SITE_OPTION,
} from '../judging-options.ts';
import { wantsColour } from '../text-report.ts';
import { watchFolders } from './folders.ts';
import { againAndAgain, type WatchTerms } from './judge-again.ts';

interface WatchOptions {
  readonly estate?: string;
  readonly gate?: string[];
  readonly pack?: string;
  readonly site?: string;
  readonly now?: string;
  readonly color?: boolean;
}

export const watchCommand: CommandModule<object, WatchOptions> = {
  command: 'watch',
  describe: 'Judge again after each save, and print only what changed',
  builder: (argv: Argv) =>
    argv
      .option('estate', ESTATE_OPTION)
      .option('gate', GATE_OPTION)
      .option('pack', PACK_OPTION)
      .option('site', SITE_OPTION)
      .option('now', NOW_OPTION)
      .option('color', COLOR_OPTION)
      .example('$0 watch', 'until Ctrl-C')
      .example('$0 watch --gate "guests/*"', 'one family of gates')
      .epilog(
        'Prints the findings at first, then those that are new and those that are gone. A save that changes none ' +
          'is silent.\nExit code: 0 ended by Ctrl-C, 2 the estate could not be judged at first.',
      ) as unknown as Argv<WatchOptions>,
  handler: async ({ color, ...argv }) => {
    const ended = new AbortController();
    const end = () => ended.abort();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
    const terms = { ...argv, root: estateRoot(argv.estate), colour: wantsColour(color) };
    await watchEstate(terms, (text) => void process.stdout.write(text), ended.signal);
  },
};

/** Judges at first and after each save until the signal comes. Throws a Refusal when it cannot judge at first. */
export async function watchEstate(
  terms: WatchTerms,
  print: (text: string) => void,
  ended: AbortSignal,
): Promise<void> {
  const judge = againAndAgain(terms);
  let wake = (): void => {};
  let stirred = true;
  const folders = watchFolders(terms.root, () => {
    stirred = true;
    wake();
  });
  ended.addEventListener('abort', () => wake());
  try {
    while (!ended.aborted) {
      if (!stirred) await new Promise<void>((resolve) => (wake = resolve));
      if (ended.aborted) return;
      stirred = false;
      print(await judge());
      folders.renew();
    }
  } finally {
    folders.end();
  }
}
