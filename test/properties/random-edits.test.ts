import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { Refusal } from '../../src/finding/refusal.ts';
import type { Gate } from '../../src/gate/gate.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Tree } from '../../src/load/tree.ts';
import { exitCode } from '../../src/result/exit-code.ts';
import type { Result } from '../../src/result/result.ts';
import { type ByteEdit, withByteEdit } from './byte-edit.ts';
import { editedTree } from './edited-tree.ts';
import { ODD_NAMES, ODD_VALUES, type RowEdit, withRowEdit } from './row-edit.ts';

const RUNS = process.env.NIGHTLY ? 2_000 : 200;
const LONGEST_MS = 20_000;
const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };

const memory = newMemory();
const base = diskTree('fixtures/estates/two-sites');
const files = base.files().flatMap((file) => (file.type === 'file' ? [file.path] : []));
const contracts = files.filter((path) => /\.(yaml|md)$/.test(path));
const fitsSchema = new Ajv2020({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync('schemas/result.schema.json', 'utf8')),
);

const rowEdit: fc.Arbitrary<RowEdit> = fc.record({
  how: fc.constantFrom('drop', 'duplicate', 'retype', 'rename', 'reorder'),
  collection: fc.nat(10_000),
  item: fc.nat(1_000),
  value: fc.constantFrom(...ODD_VALUES),
  name: fc.constantFrom(...ODD_NAMES),
});
const byteEdit: fc.Arbitrary<ByteEdit> = fc.record({
  how: fc.constantFrom('truncate', 'flip', 'insert', 'cut', 'repeat', 'empty', 'remove'),
  from: fc.nat(1_000_000),
  length: fc.nat(1_000),
  bytes: fc.uint8Array({ maxLength: 12 }),
});
const editsOf = (paths: readonly string[]) =>
  fc.array(
    fc.record({
      path: fc.constantFrom(...paths),
      rows: fc.array(rowEdit, { maxLength: 4 }),
      bytes: fc.option(byteEdit, { freq: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  );

type Edits = ReturnType<typeof editsOf> extends fc.Arbitrary<infer T> ? T : never;

function treeAfter(changes: Edits): Tree {
  const after = new Map<string, Uint8Array | null>();
  for (const { path, rows, bytes } of changes) {
    const before = after.get(path) === undefined ? base.read(path) : after.get(path)!;
    if (before === null) continue;
    const isYaml = path.endsWith('.yaml');
    const text = rows.reduce(
      (content, edit) => (isYaml ? withRowEdit(content, edit) : content),
      Buffer.from(before).toString('utf8'),
    );
    const content = isYaml && rows.length > 0 ? Buffer.from(text) : before;
    after.set(path, bytes === null ? content : withByteEdit(content, bytes));
  }
  return editedTree(base, after);
}

async function judge(tree: Tree, gates: readonly Gate[]): Promise<Result | Refusal> {
  try {
    const prepared = await prepare(tree, 'an edited estate', undefined, () => gates, memory);
    return judged(tree, prepared, NOWHERE, gates).result;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function expectPlaces(result: Result, tree: Tree): void {
  for (const { gate, place } of result.findings) {
    const lines = tree.has(place.file)
      ? Buffer.from(tree.read(place.file))
          .toString('latin1')
          .split(/\r\n?|\n/)
      : [''];
    const where = `${gate} ${place.file}:${place.line}:${place.column} of ${lines.length} lines`;
    expect(place.line >= 1 && place.column >= 1 && place.endLine >= place.line, where).toBe(true);
    expect(place.endLine <= Math.max(1, lines.length), where).toBe(true);
  }
}

async function holds(changes: Edits, gates: readonly Gate[]): Promise<void> {
  const tree = treeAfter(changes);
  const start = performance.now();
  const result = await judge(tree, gates);
  expect(performance.now() - start).toBeLessThan(LONGEST_MS);
  if (result instanceof Refusal) return;
  expect(result.gates.filter((gate) => gate.outcome === 'crashed')).toEqual([]);
  expect([0, 1, 2]).toContain(exitCode(result, 'error'));
  expect(fitsSchema(JSON.parse(JSON.stringify(result))), JSON.stringify(fitsSchema.errors)).toBe(true);
  expectPlaces(result, tree);
}

/** Reading scripts costs most of a run: gates that need none are tried oftener. */
const OF_CONTRACTS = GATES.filter((gate) => !gate.scripts && !gate.needs);

describe('after random edits: no crash, no hang, every finding at a place', () => {
  test.each([
    { name: 'laws of contracts', paths: contracts, gates: OF_CONTRACTS, runs: RUNS },
    { name: 'every law, scripts too', paths: files, gates: GATES, runs: RUNS / 5 },
  ])('$name', { timeout: RUNS * 2_000 }, async ({ paths, gates, runs }) => {
    const seed = process.env.NIGHTLY ? Date.now() : 20260115;
    await fc.assert(
      fc.asyncProperty(editsOf(paths), (changes) => holds(changes, gates)),
      { numRuns: runs, seed },
    );
  });
});
