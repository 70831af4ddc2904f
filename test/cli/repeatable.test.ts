import { describe, expect, test } from 'vitest';
import yargs from 'yargs';
import { checkOptions } from '../../src/cli/check/options.ts';
import { isRepeatable } from '../../src/cli/check/remember.ts';
import { outputsOf } from '../../src/cli/outputs.ts';

/** As the command reads it: long and short names, and what the options are when they are not given. */
async function answeredAgain(...args: string[]): Promise<boolean> {
  const argv = await checkOptions(yargs(args).exitProcess(false)).parseAsync();
  return isRepeatable(argv, outputsOf(argv.format));
}

/** A value for each option that takes one. */
const VALUES: Readonly<Record<string, string>> = {
  estate: 'x',
  C: 'x',
  gate: 'sites/*',
  pack: 'hook',
  loop: 'LOOP-A-20260101',
  since: 'HEAD',
  site: 'west',
  severity: 'warning',
  now: '2026-01-01T00:00:00Z',
  format: 'json',
};

/** Those that look at the index, at other commits or at receipts, say how long it took, or only list. */
const READ_ANEW = ['all', 'debug', 'list', 'loop', 'since', 'staged', 'timings'];

/** What yargs knows of the command; its types leave this out. */
const { key } = (checkOptions(yargs([])) as unknown as { getOptions(): { key: object } }).getOptions();
const names = Object.keys(key).filter((name) => name !== 'help' && name !== 'version');

describe('a check that may be answered without judging', () => {
  test.each(names)('--%s', async (name) => {
    const argument = `${name.length > 1 ? '--' : '-'}${name}`;
    const given = VALUES[name] === undefined ? [argument] : [argument, VALUES[name]];
    const more = name === 'all' ? ['--staged'] : [];
    expect(await answeredAgain(...given, ...more)).toBe(!READ_ANEW.includes(name));
  });

  test('not one that says how it crashed, and not one with an option that nobody thought of', async () => {
    expect(await answeredAgain('--debug')).toBe(false);
    expect(await answeredAgain('--anything', 'x')).toBe(false);
  });

  test('not one that writes a file or names the repository', async () => {
    expect(await answeredAgain('--format', 'json=out.json')).toBe(false);
    expect(await answeredAgain('--format', 'sarif')).toBe(false);
  });
});
