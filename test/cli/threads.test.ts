import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Ended, gatesIn } from './command.ts';

const before = { jobs: process.env.GATES_JOBS, debug: process.env.NODE_DEBUG };

afterEach(() => {
  set('GATES_JOBS', before.jobs);
  set('NODE_DEBUG', before.debug);
});

function set(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** Node itself tells on stderr of each thread that starts. */
function judgedOn(threads: number, estate = 'two-sites-gapped'): Ended {
  set('GATES_JOBS', String(threads));
  set('NODE_DEBUG', 'worker');
  return gatesIn('.', 'check', '-C', `fixtures/estates/${estate}`, '--no-cache', '--format', 'json');
}

const started = ({ err }: Ended): number => err.match(/create new worker/g)?.length ?? 0;

test('scripts are read on as many threads as asked for, whose number changes nothing that is said', () => {
  const alone = judgedOn(1);
  const shared = judgedOn(3);
  expect(JSON.parse(alone.out).findings.length).toBeGreaterThan(20);
  expect(shared.out).toBe(alone.out);
  // One for the contracts; two for the scripts that act, from the start, and two for the rest.
  expect([started(alone), started(shared)]).toEqual([0, 5]);
});

test('contracts of all shapes say the same when another thread reads them', () => {
  const shared = judgedOn(2, 'odd-shapes');
  expect(started(shared)).toBe(2);
  expect(shared.out).toBe(judgedOn(1, 'odd-shapes').out);
});

/** It is given up after ten seconds. */
test.runIf(process.env.NIGHTLY)('a thread that fails is done without', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gates-threads-'));
  for (const part of ['bin', 'dist', 'package.json']) cpSync(part, join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'dist/contract-thread.js'), 'throw new Error("no");');
  set('GATES_JOBS', '2');
  const args = ['check', '-C', 'fixtures/estates/two-sites-gapped', '--no-cache', '--format', 'json'];
  const { stdout } = spawnSync(process.execPath, [join(folder, 'bin/gates.js'), ...args], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(stdout).toBe(judgedOn(1).out);
});
