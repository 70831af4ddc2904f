import type { Gap } from '../../src/estate/model/loop.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { closedAndBound, falseClosure, gatesOfClosed } from '../../src/loop/false-closure.ts';

const REGISTER = 'ops/bindings/operational.gaps.yaml';
const PLACEMENT = 'ops/bindings/infra.storage.placement.policy.yaml';
const ROW = 'guests of the shop only.\n    severity: medium\n    status: fixed';

export default defineGate<Gap>({
  id: 'gaps/closed-holds',
  title: 'A gap that counts as closed is not found by the gates that are bound to it',
  why: 'A gap that is closed on paper only is mended by nobody, until the window that trips over it.',
  fix: 'Mend what the bound gate finds, or set the status of the gap back to open.',
  severity: 'error',
  reads: ['operational.gaps', 'gap.gates'],
  unseen:
    'Closed gaps that are bound to nothing, and findings that the clock decides (see gaps/closed-still-holds).',
  needs: gatesOfClosed,
  examines: closedAndBound,
  judge: (gap, estate, laws) => falseClosure(gap, estate, laws, false),
  examples: {
    passing: [
      {
        name: 'an open gap may fail',
        edits: [
          { file: REGISTER, find: ROW, replace: ROW.replace('fixed', 'open') },
          { file: PLACEMENT, find: 'vmid: 105', replace: 'vmid: 199' },
        ],
      },
    ],
    failing: [
      {
        name: 'a guest lost its row',
        edits: [
          { file: REGISTER, find: ROW, replace: ROW.replace('fixed', '«fixed»') },
          { file: PLACEMENT, find: 'vmid: 105', replace: 'vmid: 199' },
        ],
      },
    ],
  },
});
