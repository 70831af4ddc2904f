import { describe, expect, test } from 'vitest';
import { keptTexts } from '../../src/cache/contracts.ts';
import { keptScripts } from '../../src/cache/scripts.ts';
import type { Shelf } from '../../src/cache/shelf.ts';
import { type Memory, newMemory, prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { EMPTY_TREE } from '../../src/load/empty-tree.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import type { Tree } from '../../src/load/tree.ts';

function mapShelf(): Shelf & { readonly entries: Map<string, Uint8Array> } {
  const entries = new Map<string, Uint8Array>();
  return {
    entries,
    get: (key) => entries.get(key) as Buffer | undefined,
    put: (key, bytes) => void entries.set(key, bytes),
  };
}

const keptBy = (shelf: Shelf, build = 'a'): Memory => ({
  ...newMemory(),
  scripts: keptScripts(shelf, build),
  texts: keptTexts(shelf, build, 'a root'),
});

async function resultOf(tree: Tree, memory: Memory) {
  const prepared = await prepare(tree, 'an estate', undefined, undefined, memory);
  const identity = { root: '.', commit: null, tree: null, dirty: null };
  return judged(tree, prepared, identity, prepared.catalogue).result;
}

describe('what earlier runs read', () => {
  test('an estate is judged as if it were read anew', async () => {
    const tree = diskTree('fixtures/estates/two-sites-gapped');
    const shelf = mapShelf();
    const anew = await resultOf(tree, keptBy(shelf));
    const entries = shelf.entries.size;
    expect(entries).toBeGreaterThan(10);
    expect(await resultOf(tree, keptBy(shelf))).toEqual(anew);
    expect(shelf.entries.size).toBe(entries);
  });

  test('a changed file is read again, and nothing of another build is used', async () => {
    const base = diskTree('fixtures/estates/two-sites');
    const shelf = mapShelf();
    await resultOf(base, keptBy(shelf));
    const script = 'ops/plugins/infra/bin/infra-maintenance-window';
    const text = Buffer.from(base.read(script)).toString('utf8');
    const edited = overlayTree(base, new Map([[script, `${text}\n# said anew\n`]]));
    const before = shelf.entries.size;
    expect(await resultOf(edited, keptBy(shelf))).toEqual(await resultOf(edited, newMemory()));
    expect(shelf.entries.size).toBe(before + 1);
    await resultOf(base, keptBy(shelf, 'b'));
    expect(shelf.entries.size).toBe(2 * before + 1);
  });

  test('bytes that only look alike once decoded are told apart', async () => {
    const path = 'ops/bindings/topology.sites.yaml';
    const base = diskTree('fixtures/estates/two-sites');
    const tree = (end: number[]) => ({
      ...base,
      read: (one: string) =>
        one === path ? Buffer.concat([base.read(one), Buffer.from([0x23, ...end])]) : base.read(one),
    });
    const shelf = mapShelf();
    await resultOf(tree([0xef, 0xbf, 0xbd]), keptBy(shelf));
    const invalid = tree([0xff]);
    expect(await resultOf(invalid, keptBy(shelf))).toEqual(await resultOf(invalid, newMemory()));
  });

  test('a contract says what its text says now, whatever was kept', () => {
    const shelf = mapShelf();
    const path = 'topology.sites.yaml';
    const data = (text: string) => {
      const tree = overlayTree(EMPTY_TREE, new Map([[path, text]]));
      return loadContracts(tree, { add: [], ignore: [] }, keptBy(shelf))[0]!.data;
    };
    expect(data('sites: [{id: a}]\n')).toEqual({ sites: [{ id: 'a' }] });
    const kept = [...shelf.entries.values()].map(String).join();
    expect(kept).toContain('{"sites":[{"id":"a"}]}');
    for (const [key, bytes] of shelf.entries)
      shelf.entries.set(key, Buffer.from(String(bytes).replace('"a"', '"kept"')));
    expect(data('sites: [{id: a}]\n')).toEqual({ sites: [{ id: 'kept' }] });
    expect(data('sites: [{id: b}]\n')).toEqual({ sites: [{ id: 'b' }] });
    expect(data('sites: [{id: b}]\n')).toEqual({ sites: [{ id: 'b' }] });
    expect(data('sites: &all [{id: *all}]\n')).toEqual(data('sites: &all [{id: *all}]\n'));
  });
});
