import { expect, test } from 'vitest';
import { gates } from './command.ts';

const CLEAN = 'fixtures/estates/two-sites';

test('--timings says where the time went, and changes nothing else', () => {
  const plain = gates('check', '-C', CLEAN, '--gate', 'sites/*');
  const timed = gates('check', '-C', CLEAN, '--gate', 'sites/*', '--timings', '--no-cache');
  expect(timed.out).toBe(plain.out);
  for (const stage of [
    'load',
    'parse contracts',
    'validate',
    'join',
    'report',
    'garbage collection',
    '  sites/recovery-declared',
  ]) {
    expect(timed.err).toMatch(new RegExp(`^${stage} .* ms$`, 'm'));
  }
  expect(timed.err).toMatch(/^\d+ contracts of \d+ kB; .* 3 sites, /m);
});

test('the JSON result holds the timings only when they were asked for', () => {
  const json = (...more: string[]) =>
    JSON.parse(gates('check', '-C', CLEAN, '--gate', 'sites/*', '--format', 'json', ...more).out);
  const { timings, ...rest } = json('--timings');
  expect(rest).toEqual(json());
  expect(timings.estate.sites).toBe(3);
});
