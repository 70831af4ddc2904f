import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gapFinder } from '../../src/estate/join/loops/gap-finder.ts';
import { joinLoops } from '../../src/estate/join/loops/loops.ts';
import type { Loop } from '../../src/estate/model/loop.ts';
import { sourcesOf } from '../../src/estate/sources.ts';
import { isSpan } from '../../src/finding/place.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';

const NO_FILES = {
  files: () => [],
  read: () => new Uint8Array(),
  size: () => 0,
  executable: () => false,
  has: () => false,
};

function loopIn(text: string, file = 'LOOP-A.scope.md'): Loop {
  const tree = overlayTree(NO_FILES, new Map([[file, text]]));
  return joinLoops(sourcesOf(loadContracts(tree, { add: [], ignore: [] }), tree, 0), gapFinder([]))[0]!;
}

const listing = (...lines: string[]) => `# Loop Scope: LOOP-A\n\n## Linked Gaps\n\n${lines.join('\n')}\n`;
const short = ({ gaps }: Loop) =>
  gaps.map((gap) => [gap.id, gap.severity?.value, gap.state?.value].filter(Boolean).join(' '));

describe('one line that lists gaps', () => {
  test.each([
    ['- GAP-OP-1: text [CRITICAL]', ['GAP-OP-1 critical']],
    ['- GAP-OP-1', ['GAP-OP-1']],
    ['- **GAP-OP-1**: text', ['GAP-OP-1']],
    ['- `GAP-OP-1`: text', ['GAP-OP-1']],
    ['- GAP-OP-1 (high): text', ['GAP-OP-1 high']],
    ['- GAP-OP-1 (missing-entry, medium) - FIXED', ['GAP-OP-1 medium fixed']],
    ['- GAP-OP-1: FIXED (2026-01-02) - text', ['GAP-OP-1 fixed']],
    ['1. **GAP-OP-1:** text', ['GAP-OP-1']],
    ['1. `GAP-OP-1` - text', ['GAP-OP-1']],
    ['- GAP-OP-1 - text', ['GAP-OP-1']],
    ['- GAP-OP-1 -- text (RESOLVED: by hand)', ['GAP-OP-1 resolved']],
    ['- GAP-OP-8: text [CRITICAL] (FIXED this session)', ['GAP-OP-8 critical fixed']],
    ['- [x] GAP-OP-1: text', ['GAP-OP-1']],
    ['- gap-op-1: text [high]', ['GAP-OP-1 high']],
    ['- GAP-OP-1380..1383', ['GAP-OP-1380', 'GAP-OP-1381', 'GAP-OP-1382', 'GAP-OP-1383']],
    ['- GAP-OP-008..010: text', ['GAP-OP-008', 'GAP-OP-009', 'GAP-OP-010']],
    ['- GAP-OP-1 through GAP-OP-3: text', ['GAP-OP-1', 'GAP-OP-2', 'GAP-OP-3']],
    ['- GAP-OP-868, 869, 870: text [LOW]', ['GAP-OP-868 low', 'GAP-OP-869 low', 'GAP-OP-870 low']],
    ['- **GAP-OP-5**, **GAP-OP-7** and GAP-OP-9 - text', ['GAP-OP-5', 'GAP-OP-7', 'GAP-OP-9']],
    ['- GAP-OP-871, 3 guests are missing', ['GAP-OP-871']],
    ['- GAP-OP-1: the same as GAP-OP-2 (see GAP-OP-3)', ['GAP-OP-1']],
    ['- GAP-OP-1 - moved here from GAP-OP-900', ['GAP-OP-1']],
    ['- C1: GAP-OP-1 text', ['GAP-OP-1']],
    ['- GAP-OP-1..999999999: a range that is none', ['GAP-OP-1']],
    ['- Not here: see GAP-OP-4', []],
    ['Nothing new came after GAP-OP-4 was filed.', []],
    ['```\n- GAP-OP-1: in code\n```', []],
  ])('%s', (line, expected) => {
    expect(short(loopIn(listing(line)))).toEqual(expected);
  });
});

test('tables with columns in any order and bars in code', () => {
  const loop = loopIn(
    listing(
      '| # | Severity | Depends on | Gap | What |',
      '|---|---|---|---|---|',
      '| C1 | HIGH | GAP-OP-9 | GAP-OP-1 | `a | b` |',
      '| C2 | `low` | | **GAP-OP-2** | text |',
    ),
  );
  expect(short(loop)).toEqual(['GAP-OP-1 high', 'GAP-OP-2 low']);
});

test('groups, counts and a summary between the groups', () => {
  const text = listing(
    '### Group A: one (2 gaps)',
    '- GAP-OP-1: a',
    '### Severity Summary',
    '- **CRITICAL**: 3',
    '### Group B: GAP-OP-5 through GAP-OP-7 (61 total)',
  );
  const loop = loopIn(`${text}\n## Success Criteria\n- All 9 linked gaps done\n`);
  expect(loop.groups).toEqual(['Group A: one', 'Group B: GAP-OP-5 through GAP-OP-7']);
  expect(loop.gaps.map((gap) => `${gap.id} in ${gap.group}`)).toEqual([
    'GAP-OP-1 in Group A: one',
    'GAP-OP-5 in Group B: GAP-OP-5 through GAP-OP-7',
    'GAP-OP-6 in Group B: GAP-OP-5 through GAP-OP-7',
    'GAP-OP-7 in Group B: GAP-OP-5 through GAP-OP-7',
  ]);
  expect(loop.counts.map(({ claimed, listed }) => [claimed, listed])).toEqual([
    [2, 1],
    [61, 3],
    [9, 4],
  ]);
  expect(loop.summary?.counts).toMatchObject([{ severity: 'critical', claimed: 3 }]);
});

describe('the severity summary', () => {
  const counts = (...lines: string[]) =>
    loopIn(`## Severity Summary\n\n${lines.join('\n')}\n`).summary?.counts.map(
      (one) => `${one.claimed} ${one.severity}`,
    );
  test.each([
    [['- CRITICAL: 11', '- HIGH: 10', '- MEDIUM: 5']],
    [['CRITICAL: 11, HIGH: 10, MEDIUM: 5']],
    [['11 critical, 10 high, 5 medium']],
    [['- **Critical** - 11', '- *High* - 10', '- Med: 5']],
    [['| Severity | Count |', '|---|---|', '| Critical | 11 |', '| High | 10 |', '| Medium | **5** |']],
    [['| CRITICAL | HIGH | MEDIUM |', '|---|---|---|', '| 11 | 10 | 5 |']],
  ])('%j', (lines) => {
    expect(counts(...lines)).toEqual(['11 critical', '10 high', '5 medium']);
  });
});

describe('metadata', () => {
  test.each([
    ['---\nloop_id: LOOP-B\nstatus: CLOSED\ngaps: [GAP-OP-1]\n---\n', 'LOOP-B', true, 1],
    ['---\nid: LOOP-B\nstatus: complete\nlinked_gaps:\n  - GAP-OP-1..3\n---\n', 'LOOP-B', true, 3],
    [
      '---\nloop_id: LOOP-B\nobjective: a: b\ngaps: [GAP-OP-1, GAP-OP-2]\nstatus: open\n---\n',
      'LOOP-B',
      false,
      2,
    ],
    ['# Loop Scope: LOOP-C-20260101\n> **Status:** closed (2026-01-02)\n', 'LOOP-C-20260101', true, 0],
    ['# Something\n- **Status:** active\n', 'LOOP-A', false, 0],
    ['# Something\n## Status: Closed\n', 'LOOP-A', true, 0],
    ['', 'LOOP-A', false, 0],
  ])('%j', (text, id, closed, gaps) => {
    expect(loopIn(text)).toMatchObject({ id, closed });
    expect(loopIn(text).gaps).toHaveLength(gaps);
  });
});

test('places of ids are exact, in any text', () => {
  const piece = fc.constantFrom(
    '- ',
    'GAP-OP-12',
    'GAP-OP-',
    '12',
    '..',
    ', ',
    '**',
    '`',
    '|',
    '\n',
    '## Linked Gaps (3)\n',
    '### ',
    ' [HIGH]',
    '(',
    ')',
    ' through ',
    '---\n',
    '> ',
    '\r\n',
    'é',
    '- [x] ',
    '| Gap | Sev |\n|---|---|\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = `# T\n## Linked Gaps\n${pieces.join('')}`;
      for (const { at, id } of loopIn(text).gaps) {
        if (!isSpan(at)) continue;
        const written = text.slice(at.start, at.end).toUpperCase();
        expect(written === id || id.endsWith(written) || /^\d+$/.test(written)).toBe(true);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});
