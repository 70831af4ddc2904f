import { hollowReason } from '../../src/estate/ask/closing-reason.ts';
import type { Gap } from '../../src/estate/model/loop.ts';
import { defineGate } from '../../src/gate/gate.ts';

const REGISTER = 'ops/bindings/operational.gaps.yaml';

export default defineGate<Gap>({
  id: 'gaps/closed-with-evidence',
  title: 'A closed gap says what mended it: a reason that is evidence',
  why: 'A gap that was archived, superseded or folded into another is gone from the list and still there in the machines.',
  fix: 'Write what mended it (a run key, a commit, the gate that keeps it closed), or open the gap again.',
  severity: 'warning',
  reads: ['operational.gaps'],
  unseen: 'Whether a commit or run key that a row names exists, and whether it mended anything.',
  examines: (estate) => estate.gaps.filter((gap) => gap.closed),
  *judge(gap, estate) {
    const hollow = hollowReason(estate, gap);
    if (hollow) yield hollow;
  },
  examples: {
    passing: [
      {
        name: 'it goes on under a gap that is open',
        edits: [
          {
            file: REGISTER,
            find: 'fixed_in: D105',
            replace: 'fixed_in: consolidated-under-GAP-OP-874',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'an administrative reason',
        edits: [
          {
            file: REGISTER,
            find: 'fixed_in: D105\n    closed_at: "2025-12-06T09:10:00Z"\n    regression_lock_id: D105',
            replace: 'fixed_in: «discovery_churn_archived»',
          },
          {
            file: REGISTER,
            find: 'a name."\n    evidence_run_keys: [CAP-20251206-090712__verify.pack.run__Rw8ny40219]',
            replace: 'a name."',
          },
        ],
      },
      {
        name: 'no reason at all',
        edits: [
          {
            file: REGISTER,
            find: 'status: closed\n    fixed_in: D105\n    closed_at: "2025-12-06T09:10:00Z"\n    regression_lock_id: D105',
            replace: 'status: «closed»\n    fixed_in: null',
          },
          {
            file: REGISTER,
            find: 'notes: "Job, class and calendar event now share a name."\n    evidence_run_keys: [CAP-20251206-090712__verify.pack.run__Rw8ny40219]',
            replace: 'notes: null',
          },
        ],
      },
      {
        name: 'a chain that leads to a gap without a row',
        edits: [
          { file: REGISTER, find: 'fixed_in: D105', replace: 'fixed_in: «superseded by GAP-OP-99999»' },
        ],
      },
      {
        name: 'a chain that leads back to itself',
        edits: [{ file: REGISTER, find: 'fixed_in: D105', replace: 'fixed_in: «folded into GAP-OP-873»' }],
      },
    ],
  },
});
