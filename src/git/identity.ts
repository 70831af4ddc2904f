import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { EstateIdentity } from '../result/result.ts';

const OUTSIDE_GIT: EstateIdentity = { root: '.', commit: null, tree: null, dirty: null };

/** Which commit and tree an estate's folder belongs to, and whether the work tree below it differs. */
export function identityOf(root: string): EstateIdentity {
  const top = git(root, ['rev-parse', '--show-toplevel'])?.trim();
  if (top === undefined) return OUTSIDE_GIT;
  const heads = git(root, ['rev-parse', 'HEAD', 'HEAD^{tree}'])?.split('\n');
  const inside = relative(top, realpathSync(root)).split(sep).join('/');
  return {
    root: inside === '' ? '.' : inside,
    commit: heads?.[0] ?? null,
    tree: heads?.[1] ?? null,
    dirty: git(root, ['status', '--porcelain', '--', '.']) !== '',
  };
}

function git(cwd: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
