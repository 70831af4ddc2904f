import { describe, expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { answersAs, witness } from '../../src/cache/witness.ts';
import { newMemory, prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import type { Tree } from '../../src/load/tree.ts';

const base = diskTree('fixtures/estates/two-sites');
const memory = newMemory();

async function resultOf(tree: Tree) {
  const prepared = await prepare(tree, 'a watched estate', undefined, undefined, memory);
  const identity = { root: '.', commit: null, tree: null, dirty: null };
  return judged(tree, prepared, identity, GATES).result;
}

const { tree: watched, seen } = witness(base);
const before = await resultOf(watched);
const known = seen()!;
const text = (path: string) => Buffer.from(base.read(path)).toString('utf8');

describe('what a run rests on', () => {
  test('the same tree still answers as it did', () => {
    expect(answersAs(diskTree('fixtures/estates/two-sites'), known)).toBe(true);
  });

  test('every file that counts was seen: a change of any is noticed, or changes nothing', async () => {
    for (const { path, type } of base.files()) {
      if (type !== 'file') continue;
      const edited = overlayTree(base, new Map([[path, `${text(path)}\n# more\n`]]));
      if (answersAs(edited, known)) expect(await resultOf(edited)).toEqual(before);
    }
  });

  test('a file more or less is noticed', () => {
    const more = overlayTree(base, new Map([['ops/bindings/new.yaml', '']]));
    const less = overlayTree(base, new Map([['ops/bin/ops', null]]));
    expect([answersAs(more, known), answersAs(less, known)]).toEqual([false, false]);
  });

  test('a script that may no longer be run is noticed', () => {
    const [path] = known.asked.find(([, { executable }]) => executable)!;
    const tree = { ...base, executable: (one: string) => one !== path && base.executable(one) };
    expect(answersAs(tree, known)).toBe(false);
  });

  test('a file that changes while it is read leaves nothing to rest on', () => {
    let turn = 0;
    const torn = witness({ ...base, read: () => Buffer.from(String(turn++)) });
    torn.tree.read('a');
    torn.tree.read('a');
    expect(torn.seen()).toBeUndefined();
  });
});
