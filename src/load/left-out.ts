const FOLDER =
  /^[._]*(git|node_modules|archives?|archived|attic|fixtures?|__fixtures__|legacy|worktrees)[_]*$/i;

/** Folders whose contents are no part of the governed estate: version control, archives, fixtures, legacy copies. */
export const LEFT_OUT_GLOBS: readonly string[] = [
  'git',
  'node_modules',
  'archive',
  'archives',
  'archived',
  'attic',
  'fixture',
  'fixtures',
  '__fixtures__',
  'legacy',
  'worktrees',
]
  .flatMap((name) => [`**/${name}`, `**/.${name}`, `**/_${name}`].map((glob) => `${glob}/**`))
  .filter((glob) => glob !== '**/git/**' && glob !== '**/_git/**');

/** Folders that no configuration brings back. */
export const NEVER_ADDED: readonly string[] = ['**/.git/**', '**/node_modules/**'];

/** Whether a path lies in (or is) a left-out folder, whatever the case of its letters. */
export function isLeftOut(path: string): boolean {
  return path.split('/').some((part) => part !== 'git' && part !== '_git' && FOLDER.test(part));
}
