import type { Loop } from '../../src/estate/model/loop.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'mailroom/state/loop-scopes/LOOP-NAS-ORDER-20251203.scope.md';
const REGISTER = 'ops/bindings/operational.gaps.yaml';

export default defineGate<Loop>({
  id: 'loops/closed-with-its-gaps',
  title: 'A closed loop leaves no gap open',
  why: 'Nobody works on a closed loop: a gap that it leaves open stays open.',
  fix: 'Close the gap with evidence, or open the loop again.',
  severity: 'error',
  reads: ['loop.scope', 'operational.gaps'],
  unseen: 'Gaps without a row in the register, and whether a closed gap is really closed.',
  examines: (estate) => estate.loops.filter((loop) => loop.closed && loop.gaps.length > 0),
  *judge(loop, estate) {
    for (const { id, at } of loop.gaps) {
      const gap = estate.index.gap(id);
      if (!gap || gap.closed || gap.status?.value === 'accepted') continue;
      const status = gap.status?.value ?? 'without a status';
      yield {
        message: `loop "${loop.id}" is ${loop.status?.value ?? 'closed'}, but its gap "${id}" is ${status}; expected it fixed, closed or accepted`,
        at,
        related: [{ message: 'its row in the register', at: gap.status?.at ?? gap.at }],
        key: id,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'an accepted risk is no open gap',
        edits: [
          {
            file: REGISTER,
            find: '    status: closed\n    fixed_in: D105',
            replace: '    status: Accepted\n    fixed_in: D105',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the register has one open',
        edits: [
          { file: FILE, find: '- GAP-OP-873:', replace: '- «GAP-OP-873»:' },
          {
            file: REGISTER,
            find: '    status: closed\n    fixed_in: D105',
            replace: '    status: OPEN\n    fixed_in: D105',
          },
        ],
      },
    ],
  },
});
