import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitAll, emptyFolder, git, newRepository, put } from '../git/repository.ts';
import { gates } from '../receipt/command.ts';

const SITES = 'topology.sites.yaml';
const site = (id: string) => `  - {id: ${id}, status: active, lan_cidr: 10.0.${id.length}.0/24}\n`;
const DEBT = `sites:\n${site('a')}`;

/** What a graphical client starts git with: no node, no gates. */
const PLAIN_PATH = '/usr/bin:/bin';

/** `git commit` as a person runs it; git's own exit code, and what the hook said. */
function commit(root: string, ...args: string[]) {
  const identity = ['-c', 'user.email=test@example.org', '-c', 'user.name=test'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, 'commit', '-q', '-m', 'x', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { HOME: root, PATH: PLAIN_PATH },
  });
  return { status, said: stdout + stderr };
}

/** An estate with findings that were there before anybody installed a hook. */
function withDebt(inside = '.'): string {
  const root = newRepository({ [join(inside, SITES)]: DEBT, 'notes.txt': 'x\n' });
  commitAll(root);
  return root;
}

const executable = (path: string, text: string): void => {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
};

describe('the hook', () => {
  test('stops a commit that breaks a law, lets old debt pass, and runs after the hook that was there', async () => {
    const root = withDebt();
    const hook = join(root, '.git/hooks/pre-commit');
    const theirs = '#!/bin/sh\necho "theirs in $PWD" >> ran\n';
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    executable(hook, theirs);
    expect((await gates('hook', 'install', '-C', root)).out).toContain('runs first');
    expect((await gates('hook', 'install', '-C', root)).out).toContain('already');
    expect((await gates('hook', 'status', '-C', root)).code).toBe(0);

    put(root, { [SITES]: `${DEBT}${site('bb')}` });
    const refused = commit(root, '-a');
    expect([refused.status, refused.said]).toEqual([1, expect.stringMatching(/site "bb"/)]);
    expect(refused.said).not.toMatch(/site "a" is/);
    put(root, { 'notes.txt': 'y\n' });
    expect(commit(root, 'notes.txt')).toEqual({ status: 0, said: expect.stringContaining('No gate reads') });
    expect(readFileSync(join(root, 'ran'), 'utf8')).toBe(`theirs in ${root}\n`.repeat(2));

    expect((await gates('hook', 'uninstall', '-C', root)).out).toContain('was there before');
    expect([readFileSync(hook, 'utf8'), existsSync(`${hook}.before-gates`)]).toEqual([theirs, false]);
    expect((await gates('hook', 'status', '-C', root)).code).toBe(1);
  });

  test('stops the commit when the hook before it does', async () => {
    const root = withDebt();
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    executable(join(root, '.git/hooks/pre-commit'), '#!/bin/sh\necho theirs says no\nexit 3\n');
    await gates('hook', 'install', '-C', root);
    put(root, { 'notes.txt': 'z\n' });
    expect(commit(root, '-a')).toEqual({ status: 1, said: 'theirs says no\n' });
  });

  test('judges the index of a linked worktree, in a folder of the repository, by core.hooksPath', async () => {
    const root = withDebt('ops/estate');
    git(root, 'config', 'core.hooksPath', '.githooks');
    expect((await gates('hook', 'install', '-C', join(root, 'ops/estate'))).out).toContain('commit the hook');
    commitAll(root);
    const linked = join(emptyFolder(), 'linked');
    git(root, 'worktree', 'add', '-q', linked);
    put(linked, { [`ops/estate/${SITES}`]: `${DEBT}${site('bb')}` });
    git(linked, 'add', '-A');
    put(linked, { [`ops/estate/${SITES}`]: DEBT });
    expect(commit(linked)).toEqual({ status: 1, said: expect.stringMatching(/site "bb"/) });
  });

  test('that lost its permission is written again', async () => {
    const root = withDebt();
    const hook = join(root, '.git/hooks/pre-commit');
    await gates('hook', 'install', '-C', root);
    chmodSync(hook, 0o644);
    expect((await gates('hook', 'status', '-C', root)).out).toMatch(/not executable.*\n.*hook install/);
    expect((await gates('hook', 'install', '-C', root)).out).toContain('from now on');
    expect((await gates('hook', 'status', '-C', root)).code).toBe(0);
  });

  test('is not said to run first what git passed over, and gives back whatever was there', async () => {
    const root = withDebt();
    const hook = join(root, '.git/hooks/pre-commit');
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    symlinkSync('nowhere', hook);
    expect((await gates('hook', 'install', '-C', root)).out).toMatch(/still does not/);
    expect((await gates('hook', 'uninstall', '-C', root)).code).toBe(0);
    expect(readlinkSync(hook)).toBe('nowhere');
    rmSync(hook);
    symlinkSync('pre-commit', hook);
    expect((await gates('hook', 'install', '-C', root)).out).toMatch(/still does not/);
    expect((await gates('hook', 'uninstall', '-C', root)).code).toBe(0);
    rmSync(hook);
    writeFileSync(hook, '#!/bin/sh\nexit 3\n');
    expect((await gates('hook', 'install', '-C', root)).out).toMatch(/still does not/);
  });

  test('is not written over a folder, nor for a pack that is none', async () => {
    const root = withDebt();
    mkdirSync(join(root, '.git/hooks/pre-commit'), { recursive: true });
    const folder = await gates('hook', 'install', '-C', root);
    expect([folder.code, folder.err]).toEqual([2, expect.stringMatching(/a folder stands.*\n.*Move it/)]);
    expect((await gates('hook', 'status', '-C', root)).code).toBe(1);
    const pack = await gates('hook', 'install', '-C', root, '--pack', 'hok');
    expect([pack.code, pack.err]).toEqual([2, expect.stringContaining('Did you mean "hook"')]);
  });

  test('stops the commit when gates is gone, and says how to go on', async () => {
    const root = withDebt();
    await gates('hook', 'install', '-C', root);
    const hook = join(root, '.git/hooks/pre-commit');
    writeFileSync(hook, readFileSync(hook, 'utf8').replace(/^gates='.*'$/m, "gates='/gone/gates.js'"));
    put(root, { 'notes.txt': 'z\n' });
    expect(commit(root, '-a')).toEqual({ status: 1, said: expect.stringContaining('gates hook install') });
    const { code, out } = await gates('hook', 'status', '-C', root);
    expect([code, out]).toEqual([1, expect.stringContaining('/gone/gates.js')]);
    expect(commit(root, '-a', '--no-verify').status).toBe(0);
  });

  test.each([
    ['husky', { 'core.hooksPath': '.husky/_' }, undefined, /husky writes.*\n.*\.husky\/pre-commit/],
    [
      'lefthook',
      {},
      '#!/bin/sh\ncall_lefthook run "pre-commit" "$@"\n',
      /lefthook writes.*\n.*lefthook\.yml/,
    ],
    ['nothing, hooks switched off', { 'core.hooksPath': '/dev/null' }, undefined, /is no folder/],
  ])('is not written where %s rules', async (_, config: Record<string, string>, present, says) => {
    const root = withDebt();
    for (const [name, value] of Object.entries(config)) git(root, 'config', name, value);
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    if (present) executable(join(root, '.git/hooks/pre-commit'), present);
    const { code, err } = await gates('hook', 'install', '-C', root);
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  });

  test('is not written outside git', async () => {
    const { code, err } = await gates('hook', 'install', '-C', emptyFolder());
    expect([code, err]).toEqual([2, expect.stringMatching(/no git work tree/)]);
  });
});
