import { expect, test } from 'vitest';
import { gatesInProcess } from '../cli/in-process.ts';
import { folderOf } from '../load/tree-of.ts';

const scope = (...gaps: string[]) => `# LOOP-A-20260101\n\n## Linked Gaps\n\n${gaps.join('\n')}\n`;

test.each([
  ['none', [], 'no gaps'],
  ['one', ['- GAP-OP-1: x'], '1 gap (1 not closed)'],
  [
    'two, in rows below no line of titles',
    ['| GAP-OP-1 | x |', '| **GAP-OP-2** | y |'],
    '2 gaps (2 not closed)',
  ],
  [
    'two, the first in the line of titles',
    ['| GAP-OP-1 | x |', '|---|---|', '| GAP-OP-2 | y |'],
    '2 gaps (2 not closed)',
  ],
])('gaps of a loop are counted in words: %s', async (_, gaps, words) => {
  const folder = folderOf({
    'ops/bindings/operational.gaps.yaml': 'gaps: [{id: GAP-OP-1}, {id: GAP-OP-2}]\n',
    'loops/LOOP-A-20260101.scope.md': scope(...gaps),
  });
  const { out } = await gatesInProcess(folder, ['loop', 'list', '--estate', '.']);
  expect(out.trim().split('  ').at(-1)).toBe(words);
});
