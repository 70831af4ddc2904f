import { expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { isRow } from '../../src/estate/reading/values.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';

type Shape = (data: unknown) => string;

const plain = (data: unknown, options = {}): string =>
  stringify(data, { aliasDuplicateObjects: false, lineWidth: 0, ...options });

/** Every map with its keys as `order` puts them. */
function keysIn(order: (keys: string[]) => string[], data: unknown): unknown {
  if (data === null || typeof data !== 'object') return data;
  const ordered = isRow(data)
    ? Object.fromEntries(order(Object.keys(data)).map((key) => [key, data[key]]))
    : data;
  return withParts(ordered, (part) => keysIn(order, part));
}

/** Equal parts as one part, so that they are written once. */
function shared(data: unknown, known = new Map<string, unknown>()): unknown {
  if (data === null || typeof data !== 'object') return data;
  const same = JSON.stringify(data);
  if (!known.has(same))
    known.set(
      same,
      withParts(data, (part) => shared(part, known)),
    );
  return known.get(same);
}

const withParts = (data: object, of: (part: unknown) => unknown): unknown =>
  Array.isArray(data)
    ? data.map(of)
    : Object.fromEntries(Object.entries(data).map(([key, part]) => [key, of(part)]));

const inDocuments: Shape = (data) =>
  isRow(data)
    ? Object.keys(data)
        .map((key) => plain({ [key]: data[key] }))
        .join('---\n')
    : plain(data);

const SHAPES: readonly (readonly [string, Shape])[] = [
  ['JSON on one line', (data) => `${JSON.stringify(data)}\n`],
  ['keys from last to first', (data) => plain(keysIn((keys) => keys.reverse(), data))],
  ['a document for each root key', inDocuments],
  ['equal parts as aliases', (data) => plain(shared(data), { aliasDuplicateObjects: true })],
  ['all words in quotes', (data) => plain(data, { defaultStringType: 'QUOTE_DOUBLE' })],
  ['lines that end as on Windows', (data) => plain(data).replaceAll('\n', '\r\n')],
];

const base = diskTree('fixtures/estates/two-sites-gapped');
const contracts = base.files().flatMap(({ path, type }) => {
  if (type !== 'file' || !path.startsWith('ops/') || !/\.ya?ml$/.test(path)) return [];
  const text = Buffer.from(base.read(path)).toString('utf8');
  const documents = parseAllDocuments(text, { merge: true });
  if (!Array.isArray(documents) || documents.length !== 1 || documents[0]!.errors.length > 0) return [];
  return [{ path, header: /^(?:#.*\n|\s)*/.exec(text)![0], data: documents[0]!.toJS() as unknown }];
});

/** What is found where every contract is written in a shape, without places: gate, subject and sentence. */
async function foundIn(shape: Shape): Promise<string[]> {
  const texts = contracts.map(({ path, header, data }) => [path, header + shape(data)] as const);
  const tree = overlayTree(base, new Map(texts));
  const prepared = await prepare(tree, 'a reshaped estate', undefined, undefined, newMemory());
  const identity = { root: '.', commit: null, tree: null, dirty: null };
  const { findings } = judged(tree, prepared, identity, prepared.catalogue).result;
  return findings.map(({ gate, subject, message }) => `${gate} ${subject} ${message}`).sort();
}

const usual = foundIn(plain);

test.each(SHAPES)('the same is found in contracts written as %s', async (_, shape) => {
  expect(contracts.length).toBeGreaterThan(10);
  expect((await usual).length).toBeGreaterThan(100);
  expect(await foundIn(shape)).toEqual(await usual);
});
