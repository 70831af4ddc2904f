import { expect, test } from 'vitest';
import { GATES } from '../../gates/index.ts';
import { prepare } from '../../src/cli/judge.ts';
import { judged } from '../../src/cli/judgement.ts';
import { defineGate, type Gate } from '../../src/gate/gate.ts';
import { diskTree } from '../../src/load/disk-tree.ts';
import { exitCode } from '../../src/result/exit-code.ts';

const NOWHERE = { root: '.', commit: null, tree: null, dirty: null };

const BROKEN: Gate = defineGate({
  id: 'sites/breaks',
  title: 'A law that throws',
  why: 'For this test.',
  fix: 'None.',
  severity: 'error',
  reads: [],
  examines: (estate) => estate.sites,
  judge: () => {
    throw new TypeError('nothing is undefined');
  },
  examples: { passing: [], failing: [] },
});

test('a gate that throws is named, the others run, and the exit code is 2', async () => {
  const tree = diskTree('fixtures/estates/two-sites');
  const { result } = judged(tree, await prepare(tree, 'two-sites', undefined), NOWHERE, [...GATES, BROKEN]);
  const crashed = result.gates.filter((gate) => gate.outcome === 'crashed');
  expect(crashed).toMatchObject([{ id: 'sites/breaks', reason: 'nothing is undefined' }]);
  expect(result.summary).toMatchObject({ failed: 0, blocked: 0, crashed: 1 });
  expect(result.summary.passed).toBeGreaterThan(GATES.length / 2);
  expect(exitCode(result, 'error')).toBe(2);
});

test('findings do not hide a crash', async () => {
  const tree = diskTree('fixtures/estates/two-sites-gapped');
  const { result } = judged(tree, await prepare(tree, 'gapped', undefined), NOWHERE, [...GATES, BROKEN]);
  expect([result.summary.failed > 0, exitCode(result, 'error')]).toEqual([true, 2]);
});
