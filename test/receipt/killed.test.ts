import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ended, gates, lastLine, spawnGates } from './command.ts';
import { estateCopy } from './estate-copy.ts';

const ROUNDS = process.env.NIGHTLY ? 60 : 4;

const sessions = (root: string) => join(root, 'receipts/sessions');

const receipts = (root: string) =>
  existsSync(sessions(root)) ? readdirSync(sessions(root)).filter((name) => name.startsWith('RCAP-')) : [];

/** Kills a run: at any time, or within a few milliseconds of its beginning to write. */
async function killed(root: string, within: number, whileWriting: boolean): Promise<void> {
  const child = spawnGates(['verify', 'core', '-q', '-C', root]);
  const kill = () => child.kill('SIGKILL');
  const writing = () => existsSync(join(sessions(root), '.lock'));
  const watch = setInterval(() => {
    if (whileWriting && writing()) setTimeout(kill, 12 * Math.random());
  }, 1);
  const late = setTimeout(kill, within);
  await ended(child);
  clearInterval(watch);
  clearTimeout(late);
}

test('a kill at any moment leaves a whole receipt or none, and the next run mends the rest', async () => {
  const root = estateCopy();
  const started = Date.now();
  await ended(spawnGates(['verify', 'core', '-q', '-C', root]));
  const usual = Date.now() - started;
  for (let round = 0; round < ROUNDS; round++) {
    const whileWriting = round % 4 !== 0;
    await killed(root, whileWriting ? 10 * usual : usual * (0.5 + 0.5 * Math.random()), whileWriting);
    for (const name of receipts(root)) {
      expect(readdirSync(join(sessions(root), name)).sort()).toEqual([
        'output.txt',
        'receipt.json',
        'receipt.md',
      ]);
    }
  }
  expect((await gates('verify', 'core', '-q', '-C', root)).code).toBe(0);
  const { code, out } = await gates('receipt', 'verify', '--all', '-C', root);
  expect(code, out).toBe(0);
  expect(readdirSync(sessions(root)).filter((name) => !/^(RCAP-|\.lock-)/.test(name))).toEqual([]);
}, 600_000);

test('runs at once leave one chain and one row each', async () => {
  const root = estateCopy();
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => ended(spawnGates(['verify', 'core', '-q', '-C', root]))),
  );
  expect(outcomes.map((outcome) => [outcome.code, outcome.err])).toEqual([
    [0, ''],
    [0, ''],
    [0, ''],
  ]);
  const keys = outcomes.map((outcome) => lastLine(outcome.out));
  expect(new Set(keys).size).toBe(3);
  const rows = readFileSync(join(root, 'mailroom/state/ledger.csv'), 'utf8').trimEnd().split('\n').slice(1);
  expect(rows.map((row) => row.split(',')[0]).sort()).toEqual([...keys].sort());
  const { code, out } = await gates('receipt', 'verify', '--all', '-C', root);
  expect(code, out).toBe(0);
  expect(out).not.toContain('fork');
}, 300_000);

test('the lock of a dead process is taken over', async () => {
  const root = estateCopy();
  mkdirSync(sessions(root), { recursive: true });
  const gone = spawnGates(['--version']);
  await ended(gone);
  const owner = { pid: gone.pid, host: hostname(), since: '2026-01-15T12:00:00.000Z', token: 'x' };
  writeFileSync(join(sessions(root), '.lock'), JSON.stringify(owner));
  expect((await gates('verify', 'core', '-q', '-C', root)).code).toBe(0);
  expect(existsSync(join(sessions(root), '.lock'))).toBe(false);
});

test('a receipt without its ledger row, as a kill leaves it, gets the row from the next run', async () => {
  const root = estateCopy();
  const runKey = lastLine((await gates('verify', 'core', '-q', '-C', root)).out);
  const ledger = join(root, 'mailroom/state/ledger.csv');
  writeFileSync(ledger, `${readFileSync(ledger, 'utf8').split('\n')[0]}\n`);
  writeFileSync(join(sessions(root), '.unfinished'), `${runKey} capability\n`);
  expect((await gates('receipt', 'verify', '--all', '-C', root)).code).toBe(1);
  await gates('verify', 'core', '-q', '-C', root);
  expect((await gates('receipt', 'verify', '--all', '-C', root)).code).toBe(0);
});
