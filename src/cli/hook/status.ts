import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { type HookPlace, hookPlaceOf, isThere, managerOf, runs, textOf } from '../../git/hook-place.ts';
import { repositoryOf } from '../../git/repository.ts';
import { estateRoot } from '../estate-root.ts';
import { ESTATE_OPTION } from '../judging-options.ts';
import { calledBy, isOwn } from './script.ts';

interface StatusOptions {
  readonly estate?: string;
}

export const hookStatusCommand: CommandModule<object, StatusOptions> = {
  command: 'status',
  describe: 'Tell whether commits are judged, and by which hook',
  builder: (argv: Argv) =>
    argv
      .option('estate', ESTATE_OPTION)
      .example('$0 hook status', 'whether the hook of this repository is there and can run')
      .epilog('Exit code: 0 commits are judged, 1 they are not.') as unknown as Argv<StatusOptions>,
  handler: ({ estate }) => {
    const { judges, words } = statusOf(hookPlaceOf(repositoryOf(estateRoot(estate))));
    process.stdout.write(`${words.join('\n')}\n`);
    process.exitCode = judges ? 0 : 1;
  },
};

interface Status {
  readonly judges: boolean;
  readonly words: readonly string[];
}

function statusOf(place: HookPlace): Status {
  const text = textOf(place.file);
  if (text === undefined) {
    const how = isThere(place.file) ? 'cannot be read as one' : 'is not there';
    return { judges: false, words: [`No hook: ${place.file} ${how}.`] };
  }
  if (!isOwn(text)) return foreign(place, text);
  const first = runs(place.before) ? [`Runs first: ${place.before}`] : [];
  if (!runs(place.file)) {
    const again = 'Run `gates hook install` again.';
    return { judges: false, words: [`${place.file} is not executable: git passes over it.`, again] };
  }
  const called = calledBy(text);
  if (called && existsSync(called.node) && existsSync(called.command)) {
    return { judges: true, words: [`Installed: ${place.file}`, `Calls: ${called.command}`, ...first] };
  }
  const gone = `It calls ${called?.command ?? '?'} by ${called?.node ?? '?'}, which is gone; then it looks for gates on the PATH.`;
  return {
    judges: false,
    words: [`Installed: ${place.file}`, gone, 'Run `gates hook install` again.', ...first],
  };
}

/** A hook of somebody else's judges commits when it says so. */
function foreign(place: HookPlace, text: string): Status {
  const manager = managerOf(place);
  const own = manager === 'husky' ? join(place.folder, '..', 'pre-commit') : place.file;
  const whose = manager ? ` (${manager} writes it)` : '';
  if (/\bgates(\.js)?["']? check\b.*--staged/.test(textOf(own) ?? text)) {
    return { judges: runs(place.file), words: [`${own} calls gates itself.`] };
  }
  return { judges: false, words: [`${place.file} is another hook${whose} and does not call gates.`] };
}
