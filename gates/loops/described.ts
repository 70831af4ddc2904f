import { listed } from '../../src/estate/ask/describe.ts';
import type { Loop } from '../../src/estate/model/loop.ts';
import { defineGate } from '../../src/gate/gate.ts';

const ID = 'LOOP-CROSS-SITE-MAINTENANCE-PARITY-20260227-20260228';
const FOLDER = 'mailroom/state/loop-scopes';
const OPEN = `${FOLDER}/${ID}.scope.md`;
const CLOSED = `${FOLDER}/LOOP-NAS-ORDER-20251203.scope.md`;

export default defineGate<Loop>({
  id: 'loops/described',
  title: 'Every loop says where it stands, and who owns it while it is open',
  why: 'Nobody closes a loop that nobody owns, and one without a status is neither open nor done.',
  fix: 'State owner and status in the front matter of the loop.',
  severity: 'warning',
  reads: ['loop.scope'],
  examines: (estate) => estate.loops,
  *judge({ id, at, owner, status, closed }) {
    const missing = [...(owner || closed ? [] : ['owner']), ...(status ? [] : ['status'])];
    if (missing.length > 0) yield { at, message: `loop "${id}" states no ${listed(missing)}; expected it` };
  },
  examples: {
    passing: [
      {
        name: 'a closed loop that nobody owns any more',
        edits: [{ file: CLOSED, find: 'owner: "@operator"\n', replace: '' }],
      },
    ],
    failing: [
      {
        name: 'an open loop without an owner',
        edits: [
          { file: OPEN, find: 'owner: "@operator"\n', replace: '' },
          { file: OPEN, find: `loop_id: ${ID}`, replace: `loop_id: «${ID}»` },
        ],
      },
      {
        name: 'a loop without a status',
        edits: [
          { file: OPEN, find: 'status: active\n', replace: '' },
          { file: OPEN, find: `loop_id: ${ID}`, replace: `loop_id: «${ID}»` },
        ],
      },
    ],
  },
});
