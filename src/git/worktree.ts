import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../finding/refusal.ts';
import { git } from './command.ts';

/** Lays a commit out in a temporary folder for the time of `work`; it is removed whatever happens. */
export async function withWorktree<T>(
  root: string,
  commit: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), 'gates-rerun-'));
  const folder = join(parent, 'tree');
  try {
    addWorktree(root, commit, folder);
    return await work(folder);
  } finally {
    git(root, ['worktree', 'remove', '--force', folder]);
    rmSync(parent, { recursive: true, force: true });
    git(root, ['worktree', 'prune']);
  }
}

/** Without the repository's hooks: they are not part of what was judged. */
function addWorktree(root: string, commit: string, folder: string): void {
  const done = git(root, ['-c', 'core.hooksPath=/dev/null', 'worktree', 'add', '--detach', folder, commit]);
  if (done !== undefined) return;
  throw new Refusal(
    `the commit ${commit} cannot be laid out here`,
    'It may be missing from this clone: fetch it, or the whole history, and run the command again.',
  );
}
