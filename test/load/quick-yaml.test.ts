import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diskTree } from '../../src/load/disk-tree.ts';
import { parseWholeYaml, parseYaml } from '../../src/load/parse-yaml.ts';
import { quickYaml } from '../../src/load/quick-yaml.ts';

const RUNS = process.env.NIGHTLY ? 20_000 : 1_500;
const SEED = process.env.NIGHTLY ? Date.now() : 20260115;

const estate = diskTree('fixtures/estates/two-sites');
const texts = estate
  .files()
  .filter(({ path, type }) => type === 'file' && /\.ya?ml$/.test(path))
  .map(({ path }) => Buffer.from(estate.read(path)).toString('utf8'));

/** Pieces that mean something to YAML where they are put between lines or into one. */
const piece = fc.constantFrom(
  ...[': ', ':', '- ', '\n', '\r\n', '\r', '  ', '\t', '---\n', '...\n', '[', ']', '{', '}', ',', '"', "'"],
  ...['|\n', '>-\n', ' # ', '#', '? ', '~', '\0', '\ufeff', 'é', '\u2028', '\u0085', '@', '`', '%', '\\'],
  ...['0', '-', '.', 'e', '1_0', '.5', '-0', '0x1F', 'null', 'True', '&a ', '*a', '<<: ', '!x ', "''", '""'],
);

/** Some lines of a real contract with pieces put into them. */
const edited = fc
  .record({
    text: fc.constantFrom(...texts),
    from: fc.nat(10_000),
    lines: fc.integer({ min: 1, max: 14 }),
    pieces: fc.array(fc.tuple(fc.nat(1_000), piece), { maxLength: 3 }),
  })
  .map(({ text, from, lines, pieces }) => {
    const all = text.split('\n');
    const start = from % all.length;
    const part = `${all.slice(start, start + lines).join('\n')}\n`;
    return pieces.reduce((before, [at, added]) => {
      const offset = at % (before.length + 1);
      return before.slice(0, offset) + added + before.slice(offset);
    }, part);
  });

test('what is read quickly is what the whole parser reads, and a text it objects to is never read quickly', () => {
  let quick = 0;
  fc.assert(
    fc.property(edited, (text) => {
      const data = quickYaml(text);
      if (data === undefined) return;
      quick++;
      const whole = parseWholeYaml('a.yaml', text);
      expect(whole.problems).toEqual([]);
      expect(data).toEqual(whole.data);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(quick).toBeGreaterThan(RUNS / 10);
});

test('every contract of the sample estate is read quickly', () => {
  expect(texts.length).toBeGreaterThan(20);
  for (const text of texts) expect(quickYaml(text)).toEqual(parseWholeYaml('a.yaml', text).data);
});

describe('left to the whole parser', () => {
  test.each([
    ['an anchor', 'a: &x 1\n'],
    ['an alias', 'a: *x\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a merge key', '<<: {a: 1}\n'],
    ['a key that is a list', '? [a]\n: 1\n'],
    ['a list at the root', '- a\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['a directive', '%YAML 1.1\n---\na: 1\n'],
    ['a broken text', 'a: [1\n'],
    ['nothing', ''],
    ['a key of the prototype', '__proto__: 1\n'],
    ['depth', `${'['.repeat(150)}${']'.repeat(150)}`.replace(/^/, 'a: ')],
  ])('%s', (_, text) => {
    expect(quickYaml(text)).toBeUndefined();
  });
});

test('a place is found in a text that was read quickly', () => {
  const text = 'a:\n  - b: one\n';
  expect(quickYaml(text)).toBeDefined();
  const { start, end } = parseYaml('a.yaml', text).locate(['a', 0, 'b'], 'value');
  expect(text.slice(start, end)).toBe('one');
});

test.each(['a:\n\t', 'a:\n  \t\n', 'a: 1\n\t \r\nb: 2\n'])(
  'a line of a tab alone is left to the whole parser: %j',
  (text) => {
    expect(quickYaml(text)).toBeUndefined();
  },
);
