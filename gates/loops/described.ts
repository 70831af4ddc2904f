import { listed } from '../../src/estate/ask/describe.ts';
import type { Loop } from '../../src/estate/model/loop.ts';
import { defineGate } from '../../src/gate/gate.ts';

const LOOP = 'mailroom/state/loop-scopes/LOOP-NAS-ORDER-20251203.scope.md';

export default defineGate<Loop>({
  id: 'loops/described',
  title: 'Every loop says who owns it and where it stands',
  why: 'Nobody closes a loop that nobody owns, and one without a status is neither open nor done.',
  fix: 'State owner and status in the front matter of the loop.',
  severity: 'warning',
  reads: ['loop.scope'],
  examines: (estate) => estate.loops,
  *judge({ id, at, owner, status }) {
    const missing = Object.entries({ owner, status }).flatMap(([key, stated]) => (stated ? [] : [key]));
    if (missing.length > 0) yield { at, message: `loop "${id}" states no ${listed(missing)}; expected both` };
  },
  examples: {
    passing: [{ name: 'the loops as they are', edits: [] }],
    failing: [
      {
        name: 'no owner',
        edits: [
          { file: LOOP, find: 'owner: "@operator"\n', replace: '' },
          {
            file: LOOP,
            find: 'loop_id: LOOP-NAS-ORDER-20251203',
            replace: 'loop_id: «LOOP-NAS-ORDER-20251203»',
          },
        ],
      },
    ],
  },
});
