import type { Gap } from '../../src/estate/model/loop.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { closedAndBound, falseClosure, gatesOfClosed } from '../../src/loop/false-closure.ts';

const REGISTER = 'ops/bindings/operational.gaps.yaml';
const SNAPSHOT = 'ops/bindings/backup.freshness.snapshot.yaml';
const ROW = 'three limits contradict each other.\n    severity: medium\n    status: fixed';

export default defineGate<Gap>({
  id: 'gaps/closed-still-holds',
  title: 'A gap that counts as closed is not found again as time goes by',
  why: 'What was young when the gap was closed grows old; nobody looks again at a closed gap.',
  fix: 'Mend what the bound gate finds, or set the status of the gap back to open.',
  severity: 'error',
  reads: ['operational.gaps', 'gap.gates'],
  clock: true,
  unseen:
    'Closed gaps that are bound to nothing, and findings that no clock decides (see gaps/closed-holds).',
  needs: gatesOfClosed,
  examines: closedAndBound,
  judge: (gap, estate, laws) => falseClosure(gap, estate, laws, true),
  examples: {
    passing: [
      {
        name: 'an open gap may fail',
        edits: [
          { file: REGISTER, find: ROW, replace: ROW.replace('fixed', 'open') },
          {
            file: SNAPSHOT,
            find: 'dns-primary, newest_at: "2026-01-11',
            replace: 'dns-primary, newest_at: "2026-01-01',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the copy grew too old',
        edits: [
          { file: REGISTER, find: ROW, replace: ROW.replace('fixed', '«fixed»') },
          {
            file: SNAPSHOT,
            find: 'dns-primary, newest_at: "2026-01-11',
            replace: 'dns-primary, newest_at: "2026-01-01',
          },
        ],
      },
    ],
  },
});
