import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gates, lastLine } from '../receipt/command.ts';
import { estateCopy } from '../receipt/estate-copy.ts';

const COMMAND = resolve('bin/gates.js');
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

interface Ended {
  readonly code: number | null;
  readonly err: string;
}

/** The command with something taken away from its surroundings. */
function without(what: 'space' | 'permission' | 'git', root: string, ...args: string[]): Ended {
  const line = [process.execPath, COMMAND, ...args, '-C', root];
  const limited = ['-c', `ulimit -f 0; trap "" XFSZ; exec ${line.map((word) => `'${word}'`).join(' ')}`];
  const [file, rest] = what === 'space' ? ['bash', limited] : [process.execPath, line.slice(1)];
  const ended = spawnSync(file, rest, {
    encoding: 'utf8',
    cwd: resolve('.'),
    env: { ...process.env, ...(what === 'git' && { PATH: '/nonexistent' }) },
    ...(what === 'permission' && isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  return { code: ended.status, err: ended.stderr };
}

const receiptsIn = (root: string): string[] =>
  existsSync(join(root, 'receipts'))
    ? readdirSync(join(root, 'receipts'), { recursive: true }).map(String)
    : [];

function expectClear({ code, err }: Ended): void {
  expect(code).toBe(2);
  expect(err).toMatch(/^gates: /m);
  expect(err).not.toMatch(/internal error|^\s+at /m);
}

describe('what is missing around the command is said, and nothing stays half written', () => {
  test('a full disk', () => {
    const root = estateCopy();
    expectClear(without('space', root, 'verify', 'core'));
    expect(receiptsIn(root).filter((file) => /receipt\.json|\.tmp/.test(file))).toEqual([]);
  });

  test('a tree that may not be written to', () => {
    const root = estateCopy();
    chmodSync(root, 0o555);
    expectClear(without('permission', root, 'verify', 'core'));
    chmodSync(root, 0o755);
    expect(receiptsIn(root)).toEqual([]);
  });

  test('no git: judging needs none, and a receipt is bound to no commit', () => {
    const root = estateCopy();
    const judged = without('git', root, 'check', '-q', '--gate', 'contracts/*');
    expect(judged).toEqual({ code: 0, err: '' });
  });

  test('no git: what needs it says so', () => {
    const ended = without('git', estateCopy(), 'check', '--staged');
    expectClear(ended);
    expect(ended.err).toContain('git cannot be run here');
  });

  test('a clock that jumps back between two receipts leaves a chain that holds', async () => {
    const root = estateCopy();
    await gates('verify', 'core', '-C', root, '--now', '2026-01-15T12:00:00Z', '--quiet');
    const { out } = await gates('verify', 'core', '-C', root, '--now', '1999-12-31T23:59:59Z', '--quiet');
    const verified = await gates('receipt', 'verify', lastLine(out), '-C', root);
    expect([verified.code, verified.err]).toEqual([0, '']);
  });
});
