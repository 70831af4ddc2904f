import { expect, test } from 'vitest';
import { hollowReason } from '../../src/estate/ask/closing-reason.ts';
import { gapFinder } from '../../src/estate/join/loops/gap-finder.ts';
import { joinGaps } from '../../src/estate/join/loops/gaps.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { sourcesOf } from '../../src/estate/sources.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';

const NO_FILES = {
  files: () => [],
  read: () => new Uint8Array(),
  size: () => 0,
  executable: () => false,
  has: () => false,
};
const REST = `
  - {id: GAP-OP-2, status: open}
  - {id: GAP-OP-3, status: closed, fixed_in: superseded-by-GAP-OP-4}
  - {id: GAP-OP-4, status: closed, fixed_in: 8e12345}
  - {id: GAP-OP-5, status: closed, fixed_in: discovery_churn_archived}
  - {id: GAP-OP-6, status: closed, fixed_in: duplicate of GAP-OP-1}
`;

function problem(fields: string): string | undefined {
  const text = `gaps:\n  - {id: GAP-OP-1, status: fixed, ${fields}}${REST}`;
  const tree = overlayTree(NO_FILES, new Map([['operational.gaps.yaml', text]]));
  const gaps = joinGaps(sourcesOf(loadContracts(tree, { add: [], ignore: [] }), tree, 0));
  const estate = { index: { gap: gapFinder(gaps) } } as unknown as Estate;
  return hollowReason(estate, gaps[0]!)?.message;
}

test.each([
  ['fixed_in: 8e12345'],
  ['fixed_in: "3d1b7ac"'],
  ['fixed_in: D139'],
  ['fixed_in: LOOP-NAS-ORDER-20251203'],
  ['fixed_in: removed the stale entry from the table'],
  ['resolution: The mount moved to another host'],
  ['fixed_in: discovery_churn_archived, evidence_run_keys: [CAP-20260115-120000__verify.run__Rabcd12345]'],
  ['fixed_in: discovery_churn_archived, regression_lock_id: D9'],
  ['fixed_in: null, notes: "mended in 3d1b7ac"'],
  ['fixed_in: consolidated-under-GAP-OP-2'],
  ['notes: "closure_basis=duplicate-tracking-consolidated-under-GAP-OP-3; seen"'],
])('evidence: %s', (fields) => {
  expect(problem(fields)).toBeUndefined();
});

test.each([
  ['fixed_in: discovery_churn_archived', 'proves nothing'],
  ['fixed_in: stale_superseded', 'proves nothing'],
  ['fixed_in: closed as stale', 'proves nothing'],
  ['resolution: This was archived with its loop', 'proves nothing'],
  ['fixed_in: discovery_churn_archived, regression_lock_id: LEGACY-NO-LOCK', 'proves nothing'],
  ['fixed_in: null, notes: "done"', 'proves nothing'],
  ['fixed_in: null', 'nothing says why'],
  [
    'notes: "closure_basis=duplicate-tracking-consolidated-under-GAP-OP-99; evidence=lock-pass"',
    '"GAP-OP-99", which is not in the register',
  ],
  ['fixed_in: superseded by GAP-OP-5', '"GAP-OP-5", which was closed without evidence'],
  ['fixed_in: folded into GAP-OP-6', 'which leads back to itself'],
])('none: %s', (fields, words) => {
  expect(problem(fields)).toContain(words);
});
