import { mkdirSync, renameSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Argv, CommandModule } from 'yargs';
import { demandPack } from '../../config/packs.ts';
import { readSettings } from '../../config/settings.ts';
import { Refusal } from '../../finding/refusal.ts';
import {
  type HookPlace,
  hookPlaceOf,
  isFolder,
  isThere,
  managerOf,
  runs,
  textOf,
} from '../../git/hook-place.ts';
import { type Repository, repositoryOf } from '../../git/repository.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { estateRoot } from '../estate-root.ts';
import { ESTATE_OPTION } from '../judging-options.ts';
import { packageRoot } from '../package-root.ts';
import { hookScript, isOwn } from './script.ts';

interface InstallOptions {
  readonly estate?: string;
  readonly pack?: string;
}

export const hookInstallCommand: CommandModule<object, InstallOptions> = {
  command: 'install',
  describe: 'Judge each commit before it is made; a hook that is there already still runs, first',
  builder: (argv: Argv) =>
    argv
      .option('estate', ESTATE_OPTION)
      .option('pack', { type: 'string', requiresArg: true, describe: 'Judge by this pack and not by `hook`' })
      .example('$0 hook install', 'write the pre-commit hook of this repository')
      .epilog(
        'Exit code: 0 installed, 2 refused, with what to do instead.',
      ) as unknown as Argv<InstallOptions>,
  handler: async ({ estate, pack }) => {
    const root = estateRoot(estate);
    if (pack !== undefined) demandPack(pack, readSettings(diskTree(root)));
    const repository = repositoryOf(root);
    process.stdout.write(await install(repository, pack));
  },
};

async function install(repository: Repository, pack: string | undefined): Promise<string> {
  const place = hookPlaceOf(repository);
  demandOwnFolder(place);
  const present = textOf(place.file);
  const script = hookScript({
    node: process.execPath,
    command: join(packageRoot(), 'bin', 'gates.js'),
    estate: relative(repository.top, repository.folder).split(sep).join('/') || '.',
    pack,
  });
  if (present === script && runs(place.file)) return `${place.file} is installed already.\n`;
  mkdirSync(place.folder, { recursive: true });
  const moved = isThere(place.file) && !isOwn(present);
  const first = moved && runs(place.file);
  if (moved) setAside(place);
  await writeFileAtomic(place.file, script, { mode: 0o755 });
  return `${[
    `${place.file} judges each commit from now on.`,
    ...(moved ? [beforeWords(place, first)] : []),
    ...(place.shared ? ['The folder lies in the work tree: commit the hook to share it.'] : []),
  ].join('\n')}\n`;
}

const beforeWords = ({ before }: HookPlace, runsFirst: boolean): string =>
  runsFirst
    ? `The hook that was there runs first, from ${before}.`
    : `What was there did not run and still does not: it is no executable file. It lies in ${before}.`;

function setAside({ file, before }: HookPlace): void {
  if (isThere(before)) {
    throw new Refusal(
      `both "${file}" and "${before}" are hooks that gates did not write`,
      'Make one of them; then run `gates hook install` again.',
    );
  }
  renameSync(file, before);
}

const LINE = '`gates check --staged`';

/** Refuses folders that are not this repository's to write, and says what to do there. */
function demandOwnFolder(place: HookPlace): void {
  const { folder, configured } = place;
  const manager = managerOf(place);
  if (manager === 'husky') {
    throw new Refusal(`husky writes the hooks in "${folder}"`, `Add a line ${LINE} to .husky/pre-commit.`);
  }
  if (manager === 'lefthook') {
    const hint = `Add a command that runs ${LINE} to pre-commit in lefthook.yml (docs/hook.md has one).`;
    throw new Refusal(`lefthook writes the hooks in "${folder}"`, hint);
  }
  if (configured && !['local', 'worktree', 'command'].includes(configured.scope)) {
    throw new Refusal(
      `core.hooksPath is "${configured.value}" for every repository (${configured.scope} configuration)`,
      `Add a line ${LINE} to the hook there, or run \`git config core.hooksPath .git/hooks\` first.`,
    );
  }
  if (isThere(folder) && !isFolder(folder)) {
    throw new Refusal(
      `core.hooksPath is "${folder}", which is no folder, so git runs no hook`,
      'Run `git config --unset core.hooksPath`, then install again.',
    );
  }
  if (isFolder(place.file)) {
    throw new Refusal(
      `a folder stands where the hook would be: "${place.file}"`,
      'Move it away; then run `gates hook install` again.',
    );
  }
}
