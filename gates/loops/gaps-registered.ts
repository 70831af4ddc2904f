import { loopsWithGaps, severityFor } from '../../src/estate/ask/loops.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'mailroom/state/loop-scopes/LOOP-CROSS-SITE-MAINTENANCE-PARITY-20260227-20260228.scope.md';

export default defineGate({
  id: 'loops/gaps-registered',
  title: 'Every gap that a loop links is in the register',
  why: 'A gap without a row has no severity, no owner and no state: the loop can close on it without anybody having done anything.',
  fix: 'Correct the id, or add the row to operational.gaps.yaml.',
  severity: 'error',
  reads: ['loop.scope', 'operational.gaps'],
  examines: loopsWithGaps,
  *judge(loop, estate) {
    const severity = severityFor(loop);
    if (estate.index.loaded('operational.gaps').length === 0) {
      const message = `loop "${loop.id}" lists gaps, and the estate has no register; expected operational.gaps.yaml: create it`;
      yield { severity, message, key: 'register' };
      return;
    }
    for (const gap of loop.gaps) {
      if (estate.index.gap(gap.id)) continue;
      const message = `the gap "${gap.id}" is not in the register; expected a row in operational.gaps.yaml`;
      yield { severity, message, at: gap.at, key: gap.id };
    }
  },
  examples: {
    passing: [
      {
        name: 'the case of an id does not matter',
        edits: [{ file: FILE, find: '- GAP-OP-1038:', replace: '- gap-op-1038:' }],
      },
    ],
    failing: [
      {
        name: 'an id with a wrong digit',
        edits: [{ file: FILE, find: '- GAP-OP-1038:', replace: '- «GAP-OP-1338»:' }],
      },
      {
        name: 'a row of a table without a line of titles',
        edits: [
          {
            file: FILE,
            find: '- GAP-OP-1038:',
            replace: '\n| «GAP-OP-1339» | high | Nobody knows it |\n\n- GAP-OP-1038:',
          },
        ],
      },
      {
        name: 'no register at all',
        edits: [
          {
            file: FILE,
            find: 'loop_id: LOOP-CROSS-SITE-MAINTENANCE-PARITY-20260227-20260228',
            replace: 'loop_id: «LOOP-CROSS-SITE-MAINTENANCE-PARITY-20260227-20260228»',
          },
          {
            file: 'mailroom/state/loop-scopes/LOOP-NAS-ORDER-20251203.scope.md',
            find: 'loop_id: LOOP-NAS-ORDER-20251203',
            replace: 'loop_id: «LOOP-NAS-ORDER-20251203»',
          },
          { file: 'ops/bindings/operational.gaps.yaml', remove: true },
        ],
      },
    ],
  },
});
