import type { Estate } from '../../src/estate/model/estate.ts';
import type { Gap } from '../../src/estate/model/loop.ts';
import type { GateScript } from '../../src/estate/model/pack.ts';
import { defineGate } from '../../src/gate/gate.ts';

const GAPS = 'ops/bindings/operational.gaps.yaml';

export default defineGate<Gap>({
  id: 'gaps/lock-in-service',
  title: 'The gate that locks a closed gap is in service',
  why: 'A gap that a retired gate locks comes back without anybody noticing.',
  fix: 'Name a gate in service as regression_lock_id, or open the gap again.',
  severity: 'warning',
  reads: ['operational.gaps', 'gate.registry'],
  unseen: 'Locks that are written unlike the id of a gate, such as LEGACY.',
  examines: (estate) => estate.gaps.filter((gap) => gap.closed && gap.lock !== undefined),
  *judge({ id, lock }, estate) {
    const gate = gateNamed(lock!.value, estate);
    if (gate?.retired)
      yield {
        at: lock!.at,
        message: `gap "${id}" is locked by gate "${gate.id}", which is retired; expected one in service`,
        related: [{ message: 'the gate', at: gate.at }],
      };
    else if (!gate && isLikeAnId(lock!.value, estate))
      yield {
        at: lock!.at,
        message: `gap "${id}" is locked by gate "${lock!.value}", which the registry does not know; expected one in service`,
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
      {
        name: 'a lock from before there were gates',
        edits: [
          {
            file: GAPS,
            find: 'fixed_at: 2025-12-05\n    regression_lock_id: D139',
            replace: 'fixed_at: 2025-12-05\n    regression_lock_id: LEGACY-7',
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
      {
        name: 'a gate that the registry does not know',
        edits: [
          {
            file: GAPS,
            find: 'fixed_at: 2025-12-05\n    regression_lock_id: D139',
            replace: 'fixed_at: 2025-12-05\n    regression_lock_id: «D777»',
          },
        ],
      },
    ],
  },
});

const gateNamed = (id: string, estate: Estate): GateScript | undefined =>
  estate.gateScripts.find((gate) => gate.id.toUpperCase() === id.toUpperCase());

/** The letters before the number are those of some gate. */
function isLikeAnId(text: string, estate: Estate): boolean {
  const letters = lettersOf(text);
  return letters !== undefined && estate.gateScripts.some(({ id }) => lettersOf(id) === letters);
}

const lettersOf = (id: string): string | undefined => /^([a-z]+)[-_]?\d+$/i.exec(id)?.[1]?.toUpperCase();
