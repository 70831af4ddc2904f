const FOLDER =
  /^[._]*(git|node_modules|archives?|archived|attic|fixtures?|__fixtures__|legacy|worktrees)[_]*$/i;

/** Whether no configuration brings a folder of this name back. */
export const isNeverAdded = (name: string): boolean => name === '.git' || name === 'node_modules';

/** Version control, archives, fixtures and legacy copies are no part of the governed estate. */
export const isLeftOutName = (name: string): boolean =>
  name !== 'git' && name !== '_git' && FOLDER.test(name);

/** Whether a path lies in (or is) a left-out folder, whatever the case of its letters. */
export function isLeftOut(path: string): boolean {
  return path.split('/').some(isLeftOutName);
}
