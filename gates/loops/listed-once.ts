import { loopsWithGaps } from '../../src/estate/ask/loops.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'mailroom/state/loop-scopes/LOOP-CROSS-SITE-MAINTENANCE-PARITY-20260227-20260228.scope.md';

export default defineGate({
  id: 'loops/listed-once',
  title: 'A loop lists each of its gaps once',
  why: 'A gap that stands in two groups is counted twice and mended by whoever thinks the other has not.',
  fix: 'Delete one of the two lines.',
  severity: 'warning',
  reads: ['loop.scope'],
  examines: loopsWithGaps,
  *judge(loop) {
    for (const gap of loop.repeated) {
      const first = loop.gaps.find((one) => one.id.toUpperCase() === gap.id.toUpperCase());
      yield {
        message: `the gap "${gap.id}" is listed again; expected each gap once`,
        at: gap.at,
        related: first ? [{ message: 'it stands here already', at: first.at }] : [],
        key: gap.id,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'the front matter may repeat the list',
        edits: [
          { file: FILE, find: 'scope: cross\n', replace: 'scope: cross\ngaps: [GAP-OP-1037, GAP-OP-1038]\n' },
        ],
      },
    ],
    failing: [
      {
        name: 'one gap in two lines',
        edits: [
          {
            file: FILE,
            find: '### Group B',
            replace: '- «GAP-OP-1037»: the same again\n\n### Group B',
          },
        ],
      },
    ],
  },
});
