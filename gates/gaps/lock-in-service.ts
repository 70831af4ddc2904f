import type { Gap } from '../../src/estate/model/loop.ts';
import { defineGate } from '../../src/gate/gate.ts';

const GAPS = 'ops/bindings/operational.gaps.yaml';

export default defineGate<Gap>({
  id: 'gaps/lock-in-service',
  title: 'The gate that locks a closed gap is in service',
  why: 'A gap that a retired gate locks comes back without anybody noticing.',
  fix: 'Name a gate in service as regression_lock_id, or open the gap again.',
  severity: 'warning',
  reads: ['operational.gaps', 'gate.registry'],
  unseen: 'Locks that the registry does not know: contracts/references-resolve reports those.',
  examines: (estate) => estate.gaps.filter((gap) => gap.closed && gap.lock !== undefined),
  *judge({ id, lock }, estate) {
    const gate = estate.gateScripts.find((one) => one.id === lock!.value);
    if (!gate?.retired) return;
    yield {
      at: lock!.at,
      message: `gap "${id}" is locked by gate "${gate.id}", which is retired; expected one in service`,
      related: [{ message: 'the gate', at: gate.at }],
    };
  },
  examples: {
    passing: [
      {
        name: 'a gate in service',
        edits: [
          {
            file: GAPS,
            find: 'fixed_at: 2025-12-05\n    regression_lock_id: D139',
            replace: 'fixed_at: 2025-12-05\n    regression_lock_id: D103',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a retired gate',
        edits: [
          {
            file: GAPS,
            find: 'fixed_at: 2025-12-05\n    regression_lock_id: D139',
            replace: 'fixed_at: 2025-12-05\n    regression_lock_id: «D100»',
          },
        ],
      },
    ],
  },
});
