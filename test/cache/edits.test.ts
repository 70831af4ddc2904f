import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptTexts } from '../../src/cache/contracts.ts';
import { keptScripts } from '../../src/cache/scripts.ts';
import { type Memory, newMemory, prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { Refusal } from '../../src/finding/refusal.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Tree } from '../../src/load/tree.ts';
import { type ByteEdit, withByteEdit } from '../properties/byte-edit.ts';
import { editedTree } from '../properties/edited-tree.ts';

const RUNS = process.env.NIGHTLY ? 400 : 4;
const SEED = process.env.NIGHTLY ? Date.now() : 20260115;
/** Edits reach the time that gates.yaml states, too. */
const NOW = '2026-01-15T12:00:00Z';
const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };

const base = diskTree('fixtures/estates/two-sites-gapped');
const files = base.files().flatMap(({ path, type }) => (type === 'file' ? [path] : []));

const byteEdit: fc.Arbitrary<ByteEdit> = fc.record({
  how: fc.constantFrom('truncate', 'flip', 'insert', 'cut', 'repeat', 'remove'),
  from: fc.nat(1_000_000),
  length: fc.nat(1_000),
  bytes: fc.uint8Array({ maxLength: 12 }),
});
const edits = fc.array(fc.tuple(fc.constantFrom(...files), byteEdit), { minLength: 1, maxLength: 5 });

async function outputOf(tree: Tree, memory: Memory): Promise<string> {
  try {
    const prepared = await prepare(tree, 'an edited estate', NOW, undefined, memory);
    return JSON.stringify(judged(tree, prepared, NOWHERE, prepared.catalogue).result);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** Memories of one run each. The shelf keeps bytes, so that nothing but what was written down is remembered. */
function keptMemories(): () => Memory {
  const entries = new Map<string, Buffer>();
  const shelf = {
    get: (key: string) => entries.get(key),
    put: (key: string, bytes: Uint8Array) => void entries.set(key, Buffer.from(bytes)),
  };
  return () => ({
    ...newMemory(),
    scripts: keptScripts(shelf, 'a build'),
    texts: keptTexts(shelf, 'a build', 'a root'),
  });
}

test('after random edits, what earlier runs kept gives the same bytes as reading anew', {
  timeout: RUNS * 20_000,
}, async () => {
  const kept = keptMemories();
  await outputOf(base, kept());
  const property = fc.asyncProperty(edits, async (changes) => {
    const after = new Map<string, Uint8Array | null>();
    for (const [path, edit] of changes) after.set(path, withByteEdit(base.read(path), edit));
    const tree = editedTree(base, after);
    const anew = await outputOf(tree, newMemory());
    expect(await outputOf(tree, kept())).toBe(anew);
    expect(await outputOf(tree, kept())).toBe(anew);
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
});
