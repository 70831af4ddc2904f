import { existsSync, lstatSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { isBelow, lines, type Repository } from './repository.ts';

/** The file that git runs before a commit, and how the folder came to be the one for hooks. */
export interface HookPlace {
  readonly folder: string;
  readonly file: string;
  /** Where a hook that was there first is kept. */
  readonly before: string;
  /** `core.hooksPath`, where it is set, and the scope that sets it. */
  readonly configured?: { readonly value: string; readonly scope: string };
  /** Whether the folder lies in the work tree, where commits share it. */
  readonly shared: boolean;
}

export function hookPlaceOf(repository: Repository): HookPlace {
  const { ask, top, gitDir } = repository;
  const [folder = join(gitDir, 'hooks')] = lines(
    ask(['rev-parse', '--path-format=absolute', '--git-path', 'hooks']),
  );
  const [setting] = lines(ask(['config', '--show-scope', '--get', 'core.hooksPath']));
  const [scope, value] = setting?.split('\t') ?? [];
  const file = join(folder, 'pre-commit');
  return {
    folder,
    file,
    before: `${file}.before-gates`,
    ...(scope !== undefined && value !== undefined && { configured: { scope, value } }),
    shared: isBelow(folder, top) && !folder.split(/[\\/]/).includes('.git') && !isBelow(folder, gitDir),
  };
}

/** Another tool that writes the hooks of a folder and would write over ours. */
export function managerOf({ folder, file, configured }: HookPlace): 'husky' | 'lefthook' | undefined {
  if (/(^|[\\/])\.husky([\\/]_)?[\\/]?$/.test(configured?.value ?? '')) return 'husky';
  if (existsSync(join(folder, 'husky.sh'))) return 'husky';
  return /lefthook/.test(textOf(file) ?? '') ? 'lefthook' : undefined;
}

/** The text of a hook; undefined when there is none. */
export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether anything has the name, a link that leads nowhere too. */
export const isThere = (file: string): boolean => looked(lstatSync, file) !== undefined;

/** Whether git would run the file: it passes over one without the permission. */
export const runs = (file: string): boolean => ((looked(statSync, file)?.mode ?? 0) & 0o111) !== 0;

export const isFolder = (file: string): boolean => looked(statSync, file)?.isDirectory() ?? false;

/** Undefined where nothing is, or where the way there is none: through a file, or around in a circle of links. */
function looked(look: (file: string) => Stats, file: string): Stats | undefined {
  try {
    return look(file);
  } catch {
    return undefined;
  }
}
