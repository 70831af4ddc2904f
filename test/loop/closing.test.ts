import { describe, expect, test } from 'vitest';
import { withoutClosingFields } from '../../src/estate/join/loops/closing-fields.ts';
import { gapFinder } from '../../src/estate/join/loops/gap-finder.ts';
import { joinGaps } from '../../src/estate/join/loops/gaps.ts';
import { joinLoops } from '../../src/estate/join/loops/loops.ts';
import { sourcesOf } from '../../src/estate/sources.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';
import { closeRows } from '../../src/loop/close-register.ts';
import { closeScope } from '../../src/loop/close-scope.ts';
import { edited, unifiedDiff } from '../../src/loop/text-edit.ts';

const NO_FILES = {
  files: () => [],
  read: () => new Uint8Array(),
  size: () => 0,
  executable: () => false,
  has: () => false,
};
const KEY = 'CAP-20260115-120000__verify.pack.run__RABCDEFGHIJKLMNOPQRSTUVWXYZ';

function loaded(file: string, text: string) {
  const tree = overlayTree(NO_FILES, new Map([[file, text]]));
  const documents = loadContracts(tree, { add: [], ignore: [] });
  const sources = sourcesOf(documents, tree, 0);
  return { document: documents[0]!, gaps: joinGaps(sources), loops: joinLoops(sources, gapFinder([])) };
}

function closed(text: string) {
  const file = 'LOOP-X.scope.md';
  const edits = closeScope(loaded(file, text).document, { date: '2026-01-15', runKeys: [KEY] });
  const after = edited(text, edits);
  return { after, loop: loaded(file, after).loops[0]!, diff: unifiedDiff(file, text, edits) };
}

const BODY = '\n# Loop Scope: LOOP-X\n\n## Linked Gaps (1)\n\n- GAP-OP-1: a\n';

describe.each([
  ['front matter', `---\nloop_id: LOOP-X\nstatus: active  # since May\nowner: a\n---\n${BODY}`],
  ['a quoted status', `---\nloop_id: LOOP-X\nstatus: "ACTIVE"\n---\n${BODY}`],
  ['a date that is there and empty', `---\nloop_id: LOOP-X\nstatus: active\nclosed:\nowner: a\n---\n${BODY}`],
  ['closed_at with a value', `---\nloop_id: LOOP-X\nclosed_at: "2025-01-01"\nstatus: active\n---\n${BODY}`],
  [
    'front matter that is no YAML',
    `---\nloop_id: LOOP-X\nstatus: active\nobjective: one: two: three\n---\n${BODY}`,
  ],
  ['front matter without a status', `---\nloop_id: LOOP-X\n---\n${BODY}`],
  ['a status in a quote', `# Loop Scope: LOOP-X\n\n> **Status:** active\n> **Owner:** a\n${BODY}`],
  ['a status in bold', `# Loop Scope: LOOP-X\n\n**Status:** Active (since May)\n${BODY}`],
  ['a status in a heading', `# Loop Scope: LOOP-X\n\n## Status: active\n${BODY}`],
  ['no status anywhere', `# Loop Scope: LOOP-X\n${BODY}`],
  [
    'receipts already',
    `---\nstatus: active\n---\n${BODY}\n## Receipts\n\n- CAP-20250101-000000__a__Rb\n\n## Constraints\n\n- none\n`,
  ],
  ['an empty receipts heading', `---\nstatus: active\n---\n${BODY}\n## Evidence\n`],
  [
    'lines that end in CR LF',
    `---\r\nloop_id: LOOP-X\r\nstatus: active\r\n---\r\n${BODY.replaceAll('\n', '\r\n')}`,
  ],
  ['no line end at the end', `---\nstatus: active\n---\n${BODY.trimEnd()}`],
])('closing a scope with %s', (_, text) => {
  const { after, loop, diff } = closed(text);

  test('makes it closed, with the date and the run key', () => {
    expect(loop.closed).toBe(true);
    expect(loop.runKeys.map((key) => key.value)).toContain(KEY);
    expect(after).toMatch(/closed(?:_at)?(?::|\*\*:|:\*\*)[ "*]*2026-01-15/i);
    expect(after.includes('\r\n')).toBe(text.includes('\r\n'));
    expect(after.replaceAll('\r\n', '')).not.toContain('\r');
  });

  test('leaves what its proof rests on as it was', () => {
    expect(withoutClosingFields('loop.scope', after)).toBe(withoutClosingFields('loop.scope', text));
  });

  test('changes few lines, and the diff shows them', () => {
    const removed = diff.split('\n').filter((line) => /^-(?!--)/.test(line));
    expect(removed.length).toBeLessThanOrEqual(2);
    expect(diff).toContain(`+- ${KEY}`);
  });
});

describe('closing rows of the register', () => {
  const close = (text: string) => {
    const { document, gaps } = loaded('operational.gaps.yaml', text);
    const gap = gaps.find((one) => one.id === 'GAP-OP-2')!;
    const edits = closeRows(document, [{ gap, status: 'closed', date: '2026-01-15', runKeys: [KEY] }]);
    return edited(text, edits);
  };
  const rowOf = (text: string) => (parseYaml('x', text).data as { gaps: Record<string, unknown>[] }).gaps[1];

  test.each([
    [
      'a block',
      'gaps:\n  - id: GAP-OP-1\n    status: open\n  - id: GAP-OP-2\n    status: open  # why\n    notes: x\n',
    ],
    ['flow', 'gaps:\n  - {id: GAP-OP-1, status: open}\n  - {id: GAP-OP-2, status: open, notes: x}\n'],
    [
      'keys in flow',
      'gaps:\n  - id: GAP-OP-1\n  - id: GAP-OP-2\n    status: open\n    evidence_run_keys: [A]\n',
    ],
    [
      'keys as a list',
      'gaps:\n  - id: GAP-OP-1\n  - id: GAP-OP-2\n    evidence_run_keys:\n      - A\n    status: open\n',
    ],
    [
      'keys that are null',
      'gaps:\n  - id: GAP-OP-1\n  - id: GAP-OP-2\n    evidence_run_keys: null\n    status: open\n',
    ],
    [
      'keys that are empty',
      'gaps:\n  - id: GAP-OP-1\n  - id: GAP-OP-2\n    evidence_run_keys:\n    status: open\n',
    ],
    ['no status', 'gaps:\n  - id: GAP-OP-1\n  - id: GAP-OP-2\n    notes: x\n'],
    ['the last line of the file', 'gaps:\n  - id: GAP-OP-1\n  - id: GAP-OP-2\n    status: open'],
  ])('in %s', (name, text) => {
    const after = close(text);
    expect(rowOf(after)).toMatchObject({
      status: 'closed',
      closed_at: '2026-01-15',
      evidence_run_keys: expect.arrayContaining([KEY]),
    });
    if (name !== 'flow') {
      expect(withoutClosingFields('operational.gaps', after)).toBe(
        withoutClosingFields('operational.gaps', text),
      );
    }
  });
});
