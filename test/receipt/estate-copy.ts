import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A sample estate as a git repository of its own with one commit; gone when the test is over. */
export function estateCopy(name = 'two-sites'): string {
  const root = mkdtempSync(join(tmpdir(), 'gates-receipt-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(`fixtures/estates/${name}`, root, { recursive: true });
  git(root, 'init', '-q');
  commitAll(root);
  return root;
}

export function commitAll(root: string): void {
  git(root, 'add', '-A');
  git(root, '-c', 'user.email=test@example.org', '-c', 'user.name=test', 'commit', '-q', '-m', 'contracts');
}

export function git(root: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' });
}
