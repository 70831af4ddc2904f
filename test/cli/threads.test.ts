import { afterEach, expect, test } from 'vitest';
import { gatesIn } from './command.ts';

const before = process.env.GATES_JOBS;

afterEach(() => {
  if (before === undefined) delete process.env.GATES_JOBS;
  else process.env.GATES_JOBS = before;
});

function judgedOn(threads: number): string {
  process.env.GATES_JOBS = String(threads);
  return gatesIn('.', 'check', '-C', 'fixtures/estates/two-sites-gapped', '--no-cache', '--format', 'json')
    .out;
}

test('the number of threads changes nothing that is said', () => {
  const alone = judgedOn(1);
  expect(JSON.parse(alone).findings.length).toBeGreaterThan(20);
  expect(judgedOn(3)).toBe(alone);
});
