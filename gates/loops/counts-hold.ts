import { severityFor } from '../../src/estate/ask/loops.ts';
import type { Loop } from '../../src/estate/model/loop.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'mailroom/state/loop-scopes/LOOP-CROSS-SITE-MAINTENANCE-PARITY-20260227-20260228.scope.md';

export default defineGate<Loop>({
  id: 'loops/counts-hold',
  title: 'Every count of gaps that a loop states in a heading or a sentence equals what it lists',
  why: 'A gap that slipped off the list is missed by nobody while the heading still counts it.',
  fix: 'Write the number that is listed, or list the gap that is missing.',
  severity: 'error',
  reads: ['loop.scope', 'operational.gaps'],
  unseen: 'Counts in words, and sentences that count some of the gaps only.',
  examines: (estate) => estate.loops.filter((loop) => loop.counts.length > 0),
  *judge(loop) {
    for (const { claimed, listed, at, where } of loop.counts) {
      if (claimed === listed) continue;
      const severity = severityFor(loop);
      const message = `${where} says ${claimed}; the loop lists ${listed} there`;
      yield { severity, message, at, key: where };
    }
  },
  examples: {
    passing: [
      {
        name: 'a range counts with each of its numbers',
        edits: [
          {
            file: FILE,
            from: '- GAP-OP-1038:',
            to: '- GAP-OP-1040:',
            replace: '- GAP-OP-1038..1039: orders and lists [CRITICAL]\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a line is gone, the counts stayed',
        edits: [
          { file: FILE, find: '## Linked Gaps (26)', replace: '## Linked Gaps («26»)' },
          { file: FILE, find: 'lifecycle (5 gaps)', replace: 'lifecycle («5» gaps)' },
          { file: FILE, find: 'All 26 linked', replace: 'All «26» linked' },
          { file: FILE, from: '- GAP-OP-1038:', to: '- GAP-OP-1039:', replace: '' },
        ],
      },
    ],
  },
});
