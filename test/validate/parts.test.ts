import { describe, expect, test } from 'vitest';
import { EMPTY_TREE } from '../../src/load/empty-tree.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { checkedDocument } from '../../src/validate/checked.ts';
import { documentOrder } from '../../src/validate/document-order.ts';
import { folded, keyProblem } from '../../src/validate/fold.ts';
import type { Outline } from '../../src/validate/outline.ts';
import { missingKeys, noneOf, unknownKey, wrongKey, wrongValue } from '../../src/validate/sentence.ts';
import { stepsOf, valueAt } from '../../src/validate/walk.ts';
import { described, keyWord, listed, named } from '../../src/validate/words.ts';

const OUTLINE: Outline = {
  expected: 'a map',
  keys: { site: { expected: 'a site' }, sites: { expected: 'a list', items: { expected: 'a map' } } },
};

describe('words for what is there', () => {
  test.each([
    [undefined, 'missing'],
    [null, 'empty'],
    ['', 'an empty text'],
    ['a', 'the text "a"'],
    [true, 'true'],
    [1.5, 'the number 1.5'],
    [[], 'an empty list'],
    [[1], 'a list'],
    [{}, 'an empty map'],
    [{ a: 1 }, 'a map'],
  ])('%j is %s', (value, words) => {
    expect(described(value)).toBe(words);
  });

  test('a text of more than 255 characters is told with its length', () => {
    expect(described('x'.repeat(255))).toMatch(/^the text /);
    expect(described('x'.repeat(256))).toMatch(/^a text of 256 characters, /);
  });

  test('and for where it is', () => {
    expect([[], ['a'], ['a', 0], ['a', 0, 1], ['a b']].map((path) => named(path))).toEqual([
      'the document',
      'a',
      'item 1 of a',
      'item 2 of item 1 of a',
      '"a b"',
    ]);
    expect([keyWord('x'.repeat(60))[0], keyWord('x'.repeat(61))[0]]).toEqual(['x', '"']);
    expect([
      listed([], 'or'),
      listed(['a'], 'or'),
      listed(['a', 'b'], 'or'),
      listed(['a', 'b', 'c'], 'and'),
    ]).toEqual(['', 'a', 'a or b', 'a, b and c']);
  });
});

describe('sentences', () => {
  test('say what was expected, also where the schema says nothing', () => {
    expect(wrongValue(OUTLINE, ['site'], 5).message).toBe('site is the number 5; expected a site');
    expect(wrongValue(OUTLINE, ['ghost', 1], []).message).toBe(
      'item 2 of ghost is an empty list; expected something else',
    );
    expect(wrongKey(OUTLINE, ['site'], '').message).toBe('a key is empty; expected another key');
    expect(wrongKey({ ...OUTLINE, key: 'an id' }, [], '-').message).toBe('the key is "-"; expected an id');
  });

  test('count the keys that are not there', () => {
    const of = (keys: string[]) => missingKeys(OUTLINE, [], keys).message;
    expect([of(['site']), of(['ghost']), of(['site', 'b']), of(['a', 'b', 'c'])]).toEqual([
      'the document has no site; expected a site',
      'the document has no ghost; expected all 1',
      'the document has no site and no b; expected both',
      'the document has no a, no b and no c; expected all 3',
    ]);
    expect([noneOf(['x'], ['a', 'b']).message, noneOf([], ['a', 'b', 'c']).message]).toEqual([
      'x has neither a nor b; expected a or b',
      'the document has none of a, b and c; expected a, b or c',
    ]);
  });

  test('suggest a key that is nearly the same, else name those that are known', () => {
    expect(unknownKey(OUTLINE, [], 'sitez')).toEqual({
      path: ['sitez'],
      on: 'key',
      message: 'the key "sitez" is not known here; did you mean "site"?',
      expected: '"site"',
    });
    expect(unknownKey(OUTLINE, [], 'qqqqqqq').message).toBe(
      'the key "qqqqqqq" is not known here; expected site or sites',
    );
    expect(unknownKey(OUTLINE, ['site'], 'q').message).toBe('the key "q" is not known here; expected ');
  });
});

describe('errors of a validator', () => {
  const error = (keyword: string, params: object = {}, schemaPath = '', instancePath = '') =>
    ({ keyword, params, schemaPath, instancePath }) as never;
  const message = (...errors: never[]) => folded(errors, OUTLINE, { site: 5 })?.message;

  test('about one place become one problem', () => {
    const missing = (key: string, branch = '') => error('required', { missingProperty: key }, `#${branch}`);
    expect(message()).toBeUndefined();
    expect(message(missing('a'), missing('b', '/anyOf/0/x'))).toBe('the document has no a; expected all 1');
    expect(message(missing('a', '/anyOf/0/x'), missing('b', '/oneOf/1/x'), error('anyOf'))).toBe(
      'the document has neither a nor b; expected a or b',
    );
    expect(message(missing('a', '/anyOf/0/x'), error('type'))).toBe('the document is a map; expected a map');
    expect(message(error('anyOf'))).toBe('the document is a map; expected a map');
    expect(message(error('type', {}, '', '/site'))).toBe('site is the number 5; expected a site');
  });

  test('about keys are told of the key', () => {
    const of = (keyword: string, params: object) => keyProblem(error(keyword, params), OUTLINE, {})?.message;
    expect(of('additionalProperties', { additionalProperty: 'sitez' })).toContain('did you mean "site"?');
    expect(of('propertyNames', { propertyName: '-' })).toBe('the key is "-"; expected another key');
    expect(of('type', {})).toBeUndefined();
  });
});

test('a pointer leads through lists and maps, as far as something is there', () => {
  const data = { 'a/b': [{ 'c~d': 1 }], list: null };
  expect(stepsOf('/a~1b/0/c~0d', data)).toEqual(['a/b', 0, 'c~d']);
  expect(stepsOf('', data)).toEqual([]);
  expect(stepsOf('/list/0', data)).toEqual(['list', '0']);
  expect(valueAt(data, ['a/b', 0, 'c~d'])).toBe(1);
  expect(
    [['list', 'x'], ['a/b', 5], ['toString'], ['a/b', 0, 'c~d', 'x']].map((path) => valueAt(data, path)),
  ).toEqual(Array(4).fill(undefined));
});

test('problems come in the order of the document', () => {
  const data = { b: [1, 2, { y: 1, x: 2 }], a: { c: 1 } };
  const paths = [
    ['a', 'c'],
    ['b', 2, 'z'],
    ['a'],
    ['b', 2, 'x'],
    ['b', 10],
    ['b', 2, 'y'],
    ['b', 2],
    [],
    ['z'],
  ];
  expect(paths.toSorted(documentOrder(data)).map((path) => path.join('.'))).toEqual([
    '',
    'b.2',
    'b.2.y',
    'b.2.x',
    'b.2.z',
    'b.10',
    'a',
    'a.c',
    'z',
  ]);
});

describe('a document', () => {
  const documentOf = (text: string) =>
    loadContracts(overlayTree(EMPTY_TREE, new Map([['topology.sites.yaml', text]])), {
      add: [],
      ignore: [],
    })[0]!;

  test('that fits its schema stays the same', () => {
    const document = documentOf('sites: [{id: a}]\n');
    expect(checkedDocument(document)).toBe(document);
  });

  test('that does not fit counts as not loaded, and is told once', () => {
    const document = documentOf('a: {b: 1, b: 2}\nsites: [{}]\n');
    const checked = checkedDocument(document);
    expect(checked.loaded).toBe(false);
    expect(
      checked.problems.map(({ kind, at, fatal }) => [kind, fatal, 'path' in at ? at.path : 'span']),
    ).toEqual([
      ['duplicate-key', false, 'span'],
      ['schema', true, ['sites', 0]],
    ]);
    expect(checkedDocument(document)).toBe(checked);
  });

  test('that did not load is held against nothing', () => {
    const document = documentOf('sites: [\n');
    expect(checkedDocument(document)).toBe(document);
    expect(document.problems.map(({ kind }) => kind)).toEqual(['syntax']);
  });
});
