import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitAll, git, newRepository, put } from '../git/repository.ts';
import { gates } from './command.ts';

const SITES = 'topology.sites.yaml';
const site = (id: string) => `  - {id: ${id}, status: active, lan_cidr: 10.0.${id.length}.0/24}\n`;

const head = (root: string): string => git(root, 'rev-parse', 'HEAD').trim();

/** What the newest receipt says of commits that went past the hook. */
async function bypasses(root: string) {
  const { out } = await gates('verify', 'core', '-C', root);
  const shown = await gates('receipt', 'show', 'last', '-C', root, '--format', 'json');
  return { out, ...JSON.parse(shown.out).predicate.gates_bypasses };
}

test('a receipt names the commits since the one before that the hook would have refused', async () => {
  const root = newRepository({ [SITES]: `sites:\n${site('a')}`, '.gitignore': 'receipts\nmailroom\n' });
  commitAll(root);
  const first = head(root);
  expect((await bypasses(root)).commits).toBeUndefined();

  put(root, { [SITES]: `sites:\n${site('a')}${site('bb')}` });
  commitAll(root);
  const bypass = head(root);
  put(root, { 'notes.js': 'x\n' });
  commitAll(root);
  git(root, 'checkout', '-q', '-b', 'side', first);
  put(root, { 'side.js': 'x\n' });
  commitAll(root);
  git(root, 'checkout', '-q', '-');
  git(root, 'merge', '-q', '--no-edit', 'side');

  const { out, since, judged, left, commits } = await bypasses(root);
  expect({ since, judged, left }).toEqual({ since: first, judged: 4, left: 0 });
  expect(commits).toEqual([{ commit: bypass, findings: expect.any(Number) }]);
  expect(commits[0].findings).toBeGreaterThan(0);
  expect(out).toContain(
    `1 of 4 commits since the last receipt had findings that the hook refuses: ${bypass.slice(0, 12)}`,
  );
  expect((await gates('receipt', 'show', 'last', '-C', root)).out).toContain('## Bypasses');
  expect((await gates('receipt', 'verify', '--all', '-C', root)).code).toBe(0);
  expect((await gates('receipt', 'rerun', 'last', '-C', root)).out).toContain('reproduced');
  expect((await bypasses(root)).commits).toEqual([]);
});

test('a commit that could not be judged is named with the reason', async () => {
  const root = newRepository({ [SITES]: `sites:\n${site('a')}`, '.gitignore': 'receipts\nmailroom\n' });
  commitAll(root);
  await bypasses(root);
  writeFileSync(join(root, 'gates.yaml'), 'now: [\n');
  commitAll(root);
  const broken = head(root);
  writeFileSync(join(root, 'gates.yaml'), 'version: 1\n');
  commitAll(root);
  const { commits } = await bypasses(root);
  expect(commits).toEqual([{ commit: broken, findings: 0, reason: expect.stringContaining('gates.yaml') }]);
});
