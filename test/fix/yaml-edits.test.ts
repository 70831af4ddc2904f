import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/fix/change.ts';
import { yamlEdits } from '../../src/fix/yaml/edits.ts';
import { edited } from '../../src/loop/text-edit.ts';

const apply = (text: string, change: Change): string | undefined => {
  const edits = yamlEdits(text, change);
  return edits && edited(text, edits);
};

const item = (path: (string | number)[], value: unknown, before?: string | number): Change => ({
  kind: 'item',
  file: 'x.yaml',
  path,
  value,
  ...(before !== undefined && { before }),
});

const pair = (path: (string | number)[], key: string, value: unknown, draft = false): Change => ({
  kind: 'pair',
  file: 'x.yaml',
  path,
  key,
  value,
  draft,
});

describe('lists', () => {
  test.each([
    ['flow, at the end', 'a: [1, 2]   # two\n', 'a: [1, 2, 9]   # two\n', undefined],
    ['flow, in front', 'a: [1, 2]\n', 'a: [9, 1, 2]\n', '1'],
    ['flow, between', 'a: [ 1, 2 ]\n', 'a: [ 1, 9, 2 ]\n', '2'],
    ['empty flow', 'a: [] # none\n', 'a: [9] # none\n', undefined],
    [
      'flow over lines',
      'a: [\n  1, # one\n  2,\n]\nb: 1\n',
      'a: [\n  1, # one\n  2,\n  9,\n]\nb: 1\n',
      undefined,
    ],
    ['block', 'a:\n  - 1 # one\n  - 2\nb: 1\n', 'a:\n  - 1 # one\n  - 2\n  - 9\nb: 1\n', undefined],
    ['block, between', 'a:\n  - 1 # one\n  # two\n  - 2\n', 'a:\n  - 1 # one\n  - 9\n  # two\n  - 2\n', '2'],
    ['block without indentation', 'a:\n- 1\n- 2\n\nb: 1\n', 'a:\n- 1\n- 2\n- 9\n\nb: 1\n', undefined],
    ['block, in front', 'a:\n- 1\n', 'a:\n- 9\n- 1\n', '1'],
    ['no last line break', 'a:\n  - 1', 'a:\n  - 1\n  - 9', undefined],
    ['CRLF', 'a:\r\n  - 1\t# tab\r\nb: 2\r\n', 'a:\r\n  - 1\t# tab\r\n  - 9\r\nb: 2\r\n', undefined],
    ['no value', 'a:  # soon\nb: 1\n', 'a:  # soon\n  - 9\nb: 1\n', undefined],
    ['no key', 'b: 1\n', 'b: 1\na: [9]\n', undefined],
    ['a later document', 'b: 1\n---\na: [1]\n...\n', 'b: 1\n---\na: [1, 9]\n...\n', undefined],
  ])('%s', (_, before, after, at) => {
    expect(apply(before, item(['a'], 9, at))).toBe(after);
  });

  test('rows look like the row above them', () => {
    const row = { id: 'x', on: 'no', tags: ['a', 'b'] };
    expect(apply('rows:\n  - {id: a}\n  # end\n', item(['rows'], row))).toBe(
      'rows:\n  - {id: a}\n  - {id: x, "on": "no", tags: [a, b]}\n  # end\n',
    );
    expect(apply('rows:\n  - id: a\n    text: |\n      long\n\nb: 1\n', item(['rows'], row))).toBe(
      'rows:\n  - id: a\n    text: |\n      long\n  - id: x\n    "on": "no"\n    tags: [a, b]\n\nb: 1\n',
    );
  });

  test('what an alias repeats is not edited', () => {
    expect(apply('a: &all [1]\nb: *all\n', item(['b'], 9))).toBeUndefined();
    expect(apply('a: &all [1]\nb: *all\n', item(['a'], 9))).toBeUndefined();
  });
});

describe('maps', () => {
  test('a draft says so', () => {
    expect(apply('m:\n  a: {x: 1}\n', pair(['m'], 'b', { x: 2 }, true))).toBe(
      'm:\n  a: {x: 1}\n  b: {x: 2} # draft by gates fix: confirm\n',
    );
    expect(apply('m:\n  a:\n    x: 1\nn: 1\n', pair(['m'], 'b', { x: 2, z: [1] }, true))).toBe(
      'm:\n  a:\n    x: 1\n  # draft by gates fix: confirm\n  b:\n    x: 2\n    z: [1]\nn: 1\n',
    );
    expect(apply('m: {a: 1} # kept\n', pair(['m'], 'b', 2, true))).toBe(
      'm: {a: 1, b: 2} # kept # draft by gates fix: confirm\n',
    );
  });

  test('maps on the way are made', () => {
    expect(apply('a: 1\n\nc: 2\n', pair(['m', 'k'], 'b', 2))).toBe('a: 1\n\nc: 2\n\nm:\n  k:\n    b: 2\n');
  });

  test('inside a row of a list', () => {
    expect(apply('l:\n  - id: a\n    b: 1\n  - id: c\n', pair(['l', 0], 'x', true))).toBe(
      'l:\n  - id: a\n    b: 1\n    x: true\n  - id: c\n',
    );
  });

  test('a key that is there is left alone', () => {
    expect(apply('m: {b: 1}\n', pair(['m'], 'b', 2))).toBeUndefined();
  });
});

describe('scalars', () => {
  test('a number', () => {
    expect(apply('m: {n: 3} # x\n', { kind: 'value', file: 'x', path: ['m', 'n'], value: 4 })).toBe(
      'm: {n: 4} # x\n',
    );
  });
  test('entries change places', () => {
    expect(apply('l: [a, b,  c] # x\n', { kind: 'order', file: 'x', path: ['l'], order: [2, 0, 1] })).toBe(
      'l: [c, a,  b] # x\n',
    );
  });
  test('an entry goes', () => {
    expect(apply('l: [a, b, c]\n', { kind: 'drop', file: 'x', path: ['l', 1] })).toBe('l: [a, c]\n');
    expect(apply('l: [a, b]\n', { kind: 'drop', file: 'x', path: ['l', 0] })).toBe('l: [b]\n');
  });
});

test('the front matter of a page takes edits, and its text stays as it is', () => {
  const page = '---\nstatus: open # so far\ngaps:\n  - GAP-1\n---\n\n# A page\n\nstatus: open\n';
  const after = (change: Change) => apply(page, change);
  const file = 'x.scope.md';
  expect(after({ kind: 'value', file, path: ['status'], value: 'closed' })).toBe(
    page.replace('open # so', 'closed # so'),
  );
  expect(after({ kind: 'item', file, path: ['gaps'], value: 'GAP-2' })).toBe(
    page.replace('- GAP-1\n', '- GAP-1\n  - GAP-2\n'),
  );
  expect(apply('# no front matter\n', { kind: 'value', file, path: ['a'], value: 1 })).toBeUndefined();
});

describe('version 3 of an order', () => {
  test('becomes version 4, comments and all', () => {
    const before = `# head
version: 3

shop_vm_lifecycle:
  host_id: a
  active_vm_ids: [1, 2]   # both
  destroyed_vm_ids: [3] # gone
  startup_order:
    - 1
    # then
    - 2

# the other one
home_vm_lifecycle: {host_id: b, active_vm_ids: [5], startup_order: [5]}

phases: []
`;
    expect(apply(before, { kind: 'lifecycle', file: 'x' })).toBe(`# head
version: 4

lifecycle:
  shop:
    host_id: a
    # both
    retired_vm_ids: [3] # gone
    startup_order:
      - 1
      # then
      - 2

  # the other one
  home: {host_id: b, startup_order: [5]}

phases: []
`);
  });

  test('maps that stand apart come together', () => {
    const before =
      'a_vm_lifecycle:\n  startup_order: [1]\nphases: []\nb_vm_lifecycle:\n  startup_order: [2]\n';
    expect(apply(before, { kind: 'lifecycle', file: 'x' })).toBe(
      'lifecycle:\n  a:\n    startup_order: [1]\n  b:\n    startup_order: [2]\nphases: []\n',
    );
  });
});
