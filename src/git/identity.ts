import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { EstateIdentity } from '../result/result.ts';
import { git } from './command.ts';

const OUTSIDE_GIT: EstateIdentity = { root: '.', commit: null, tree: null, dirty: null };

/**
 * Which commit and tree an estate's folder belongs to, and whether the work tree below it differs.
 * Paths in `uncounted` (relative to the estate) never make it differ.
 */
export function identityOf(root: string, uncounted: readonly string[] = []): EstateIdentity {
  const top = git(root, ['rev-parse', '--show-toplevel'])?.trim();
  if (top === undefined) return OUTSIDE_GIT;
  const heads = git(root, ['rev-parse', 'HEAD', 'HEAD^{tree}'])?.split('\n');
  const inside = relative(top, realpathSync(root)).split(sep).join('/');
  return {
    root: inside === '' ? '.' : inside,
    commit: heads?.[0] ?? null,
    tree: heads?.[1] ?? null,
    dirty: status(root, uncounted) !== '',
  };
}

/** The commit that is checked out; null outside git and before the first one. */
export const headCommit = (root: string): string | null => git(root, ['rev-parse', 'HEAD'])?.trim() ?? null;

function status(root: string, uncounted: readonly string[]): string | undefined {
  const without = uncounted.map((path) => `:(exclude,literal)${path}`);
  return git(root, ['status', '--porcelain', '--untracked-files=all', '--', '.', ...without]);
}
