import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { runGates } from '../../src/gate/run.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import type { Document } from '../../src/load/document.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import type { Tree } from '../../src/load/tree.ts';
import { checkedDocument } from '../../src/validate/checked.ts';

/** Fields are left out in so many rounds: each round another share of all names, everywhere at once. */
const ROUNDS = 8;
const memory = newMemory();

describe.each(['two-sites', 'two-sites-gapped'])('whatever optional fields %s leaves out', (name) => {
  const base = diskTree(`fixtures/estates/${name}`);
  const contracts = read(base).filter(({ file, data }) => file.endsWith('.yaml') && isTree(data));
  const names = [...new Set(contracts.flatMap(({ data }) => namesIn(data)))].sort();

  test.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    'every gate judges what is left, round %i',
    async (round) => {
      const left = new Set(names.filter((_, index) => index % ROUNDS === round));
      const { estate } = await prepare(without(base, contracts, left), name, undefined, undefined, memory);
      const stopped = runGates(GATES, estate).filter((run) => run.stopped === 'crashed');
      expect(stopped.map(({ gate, reason }) => `${gate.id}: ${reason}`)).toEqual([]);
    },
  );
});

const read = (tree: Tree) => loadContracts(tree, { add: [], ignore: [] }).map(checkedDocument);

/** The estate without fields of these names; a contract that would not load without them loses one after the other. */
function without(base: Tree, contracts: readonly Document[], names: ReadonlySet<string>): Tree {
  const files = new Map<string, string>();
  for (const { file, data } of contracts) {
    const pruned = prunedAsFarAsAllowed(file, data, names);
    if (pruned !== data) files.set(file, JSON.stringify(pruned));
  }
  return overlayTree(base, files);
}

function prunedAsFarAsAllowed(file: string, data: unknown, names: ReadonlySet<string>): unknown {
  const own = namesIn(data).filter((name) => names.has(name));
  const allowed = (left: readonly string[]): unknown => {
    const pruned = prunedOf(data, new Set(left));
    return loads(file, pruned) ? pruned : undefined;
  };
  const all = allowed(own);
  if (all !== undefined || own.length < 2) return all ?? data;
  return allowed(own.filter((name) => allowed([name]) !== undefined)) ?? data;
}

const loads = (file: string, data: unknown): boolean => {
  const tree = overlayTree(NOTHING, new Map([[file, JSON.stringify(data)]]));
  return read(tree).every(({ loaded }) => loaded);
};

const NOTHING: Tree = {
  files: () => [],
  has: () => false,
  executable: () => false,
  size: () => 0,
  read: () => new Uint8Array(),
};

const isTree = (data: unknown): data is object => data !== null && typeof data === 'object';

function namesIn(data: unknown): string[] {
  if (!isTree(data)) return [];
  const below = Object.values(data).flatMap(namesIn);
  return Array.isArray(data) ? below : [...new Set([...Object.keys(data), ...below])];
}

function prunedOf(data: unknown, names: ReadonlySet<string>): unknown {
  if (!isTree(data)) return data;
  if (Array.isArray(data)) return data.map((item) => prunedOf(item, names));
  const kept = Object.entries(data).filter(([name]) => !names.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, prunedOf(value, names)]));
}
