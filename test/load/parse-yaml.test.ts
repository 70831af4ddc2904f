import { describe, expect, test } from 'vitest';
import { tooDeepAt } from '../../src/load/nesting.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';

const parsed = (text: string) => parseYaml('a.yaml', text);

/** Each problem as its kind and the text that it points at. */
const told = (text: string) =>
  parsed(text).problems.map(({ kind, at }) => [kind, 'start' in at ? text.slice(at.start, at.end) : at.path]);

describe('values', () => {
  test.each([
    ['8e12345', '8e12345'],
    ['1e3', '1e3'],
    ['007', '007'],
    ['1.0', 1],
    ['0x1F', '0x1F'],
    ['12345678901234567890', '12345678901234567890'],
    ['105', 105],
    ['"105"', '105'],
    ['1.5', 1.5],
    ['-3', -3],
    ['.inf', '.inf'],
    ['true', true],
    ['yes', 'yes'],
    ['"no"', 'no'],
    ['~', null],
    ['', null],
    ['2026-01-15', '2026-01-15'],
    ['2026-01-15T10:00:00Z', '2026-01-15T10:00:00Z'],
    ['200-299', '200-299'],
    ['!vault secret', 'secret'],
    ['!reference [a, b]', ['a', 'b']],
    ['!!str 105', '105'],
    ['0 2 * * *', '0 2 * * *'],
  ])('%s', (text, value) => {
    expect(parsed(`key: ${text}\n`)).toMatchObject({ data: { key: value }, problems: [] });
  });

  test('a key that would touch the prototype is an ordinary key', () => {
    const data = parsed('__proto__: {a: 1}\nb: 2\n').data as object;
    expect(Object.keys(data)).toEqual(['__proto__', 'b']);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });
});

describe('anchors', () => {
  test('a later anchor of the same name replaces the earlier one', () => {
    expect(parsed('a: &x 1\nb: *x\nc: &x 2\nd: *x\n').data).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  test('an alias may stand as a key', () => {
    expect(parsed('a: &x name\nb: {*x : 1}\n')).toMatchObject({ data: { b: { name: 1 } }, problems: [] });
  });

  test('an explicit key wins over a merged one, wherever it stands', () => {
    const text = 'base: &b {k: 1, m: 1}\nafter: {<<: *b, k: 2}\nbefore: {k: 2, <<: *b}\n';
    expect(parsed(text)).toMatchObject({
      data: { after: { k: 2, m: 1 }, before: { k: 2, m: 1 } },
      problems: [],
    });
  });

  test('an alias without an anchor is told', () => {
    expect(told('a: *nowhere\n')).toEqual([['aliases', '*nowhere']]);
  });

  test('a part that holds itself is told', () => {
    expect(told('a: &a\n  b: [*a]\n')).toEqual([['aliases', '*a']]);
  });

  test('a bomb is refused at the alias that goes too far', () => {
    const levels = 'bcdefgh'.split('').map((name, index) => {
      const before = String.fromCharCode(name.charCodeAt(0) - 1);
      return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}] # ${index}`;
    });
    const text = ['note: "R&D"', 'a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]', ...levels].join('\n');
    expect(told(text)).toEqual([['aliases', '*']]);
    expect(parsed(text).data).toBeNull();
  });
});

describe('how deep a text nests', () => {
  const nested = (levels: number) => `a: &a ${'['.repeat(levels)}1${']'.repeat(levels)}\n`;
  const maps = (levels: number) => `a: &a ${'{b: '.repeat(levels)}1${'}'.repeat(levels)}\n`;

  test.each([
    ['lists', nested],
    ['maps', maps],
  ])('in %s', (_, text) => {
    expect(parsed(text(199)).problems).toEqual([]);
    expect(parsed(text(200)).problems).toEqual([
      {
        kind: 'aliases',
        message:
          'this file is not read: it nests deeper than 200 levels. Write the repeated parts out, or split the file',
        at: { file: 'a.yaml', start: text(200).indexOf('1'), end: text(200).indexOf('1') + 1 },
        fatal: true,
      },
    ]);
  });

  test('told before the parser is asked', () => {
    expect([tooDeepAt('- '.repeat(400)), tooDeepAt('- '.repeat(399)), tooDeepAt('')]).toEqual([
      0,
      undefined,
      undefined,
    ]);
    expect(tooDeepAt(`${'{['.repeat(200)}]}]}{`)).toBe(undefined);
    expect(tooDeepAt(`${'{['.repeat(200)}{`)).toBe(400);
    expect(tooDeepAt(`a:\n${' '.repeat(400)}b`)).toBe(3);
  });
});

describe('places of what is not there', () => {
  const place = (text: string, path: (string | number)[]) => {
    const { start, end } = parsed(text).locate(path, 'value');
    return text.slice(start, end);
  };

  test.each([
    ['a: one\n', ['a', 'b', 'c'], 'one'],
    ['a: {b: {c: 1}}\n', ['a', 'c'], '{b: {c: 1}}'],
    ['a: [1, 2]\n', ['a', 2], '[1, 2]'],
    ['x: &x {c: 1}\na: {<<: *x, b: 2}\n', ['a', 'c'], '1'],
    ['x: &x {c: 1}\na: {"<<": [*x], b: 2}\n', ['a', 'd'], '{"<<": [*x], b: 2}'],
    ['a: 1\n', [], 'a: 1\n'],
    ['---\n# nothing\n---\na: 1\n', ['b'], 'a: 1\n'],
    ['- a\n---\nb: 1\n', ['b'], '1'],
  ])('%j: %j', (text, path, expected) => {
    expect(place(text, path)).toBe(expected);
  });
});

describe('the end of what is no YAML', () => {
  test.each([
    ['a: "never closed', '"never closed'],
    ['a: "x"\nb: \'never closed\nc: 1', "'never closed"],
    ['a: [1, 2', ''],
    ['a: b: c', 'b'],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual([['syntax', expected]]);
  });
});

describe('several documents', () => {
  test('the first that says something, where none is a map', () => {
    expect([parsed('---\n---\n- a\n').data, parsed('---\n---\n').data]).toEqual([['a'], null]);
    expect(parsed('- a\n---\nb: 1\n').data).toEqual({ b: 1 });
  });

  test('metadata first, body second', () => {
    expect(parsed('---\nstatus: a\nversion: 1\n---\nversion: 2\nrows: [1]\n')).toMatchObject({
      data: { status: 'a', version: 2, rows: [1] },
      problems: [],
    });
  });

  test('a list that a later document hides is told', () => {
    const text = 'rows: [1]\n---\nrows: [2]\n';
    expect(parsed(text).data).toEqual({ rows: [2] });
    expect(told(text)).toEqual([['duplicate-key', 'rows']]);
  });
});

describe('what is not YAML', () => {
  test.each([
    ['a: "open\nb: 1\nc: 2\n', '"open', /never closed/],
    ["a: 'open\nb: 1\n", "'open", /never closed/],
    ['a: one: two\n', 'o', /reads as a second key/],
    ['a:\n\tb: 1\n', '\t', /tab indents/],
    ['a: [1, 2\nb: 1\n', 'b', /still open here; close it/],
    ['a: @keeper\n', '@', /reserved character @; put the value in quotes/],
  ])('%j', (text, at, says) => {
    const [problem] = parsed(text).problems;
    expect(problem).toMatchObject({ kind: 'syntax', fatal: true, message: expect.stringMatching(says) });
    expect(told(text)[0]?.[1]?.slice(0, at.length)).toBe(at);
  });
});

describe('hostile sizes end soon', () => {
  const many = 15_000;
  const rows = (row: (index: number) => string) =>
    Array.from({ length: many }, (_, index) => row(index)).join('\n');
  test.each([
    ['open brackets', '['.repeat(many)],
    ['nested maps', '{a: '.repeat(many)],
    ['nested items', `${'- '.repeat(many)}x`],
    ['explicit keys', '? '.repeat(many)],
    ['one alias, many times', `x: &x 1\nl:\n${rows(() => '- *x')}`],
    ['many anchors and aliases', `l:\n${rows((i) => `- &a${i} {v: 1}`)}\nm:\n${rows((i) => `- *a${i}`)}`],
    ['many documents', '---\na: 1\n'.repeat(many)],
    ['one key, many times', 'a: 1\n'.repeat(many)],
    ['zero bytes', '\0'.repeat(many)],
  ])('%s', (_, text) => {
    const start = performance.now();
    parsed(text);
    expect(performance.now() - start).toBeLessThan(8_000);
  });

  test.each([
    ['brackets', '[ '.repeat(401), 800],
    ['dashes side by side', `a:\n${'- '.repeat(400)}x`, 3],
    ['indentation', `a: &x\n${' '.repeat(400)}b: 1`, 6],
  ])('%s that could exhaust the parser never reach it', (_, text, at) => {
    const [problem] = parsed(text).problems;
    expect(problem).toMatchObject({
      message: expect.stringContaining('it nests too deeply'),
      at: { start: at },
    });
  });

  test('places behind many aliases are found in one pass', () => {
    const text = `base: &b {v: 1}\nrows:\n${rows(() => '- {<<: *b}')}`;
    const { locate } = parsed(text);
    const start = performance.now();
    for (let index = 0; index < many; index++) locate(['rows', index, 'v'], 'value');
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(locate(['rows', many - 1, 'v'], 'value')).toEqual({ start: 13, end: 14 });
  });
});
