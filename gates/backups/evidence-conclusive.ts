import { enabledTargets } from '../../src/estate/ask/backups.ts';
import {
  CLOCK_SKEW_MS,
  type Observed,
  observedTargets,
  type Snapshot,
  snapshots,
} from '../../src/estate/ask/evidence.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const SNAPSHOT = 'ops/bindings/backup.freshness.snapshot.yaml';
const POSTURE = 'ops/bindings/backup.posture.snapshot.yaml';

export default defineGate({
  id: 'backups/evidence-conclusive',
  title: 'What was observed of the backups says of every target that it is there and whole',
  why: 'A report of no trouble that looked at nothing reads like a report of no trouble; the window begins without a backup.',
  fix: 'Mend the target or the way to it, then run `gates observe backups` again.',
  severity: 'error',
  reads: ['backup.inventory', 'backup.freshness.snapshot', 'backup.posture.snapshot'],
  examines: (estate) => [
    ...snapshots(estate).filter(({ evidence }) => evidence.counts),
    ...observedTargets(estate),
  ],
  *judge(entity, estate) {
    if (isObserved(entity)) yield* weakObservation(entity, estate);
    else yield* vacuousCounts(entity, estate);
  },
  examples: {
    passing: [
      {
        name: 'a degraded target was looked at',
        edits: [
          {
            file: POSTURE,
            find: 'backup_status_ok_total: 16\n  backup_status_degraded_total: 0',
            replace: 'backup_status_ok_total: 15\n  backup_status_degraded_total: 1',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no target is ok, and none is not',
        edits: [
          {
            file: POSTURE,
            find: 'summary:\n  targets_total: 17',
            replace: '«summary»:\n  targets_total: 17',
          },
          { file: POSTURE, find: 'backup_status_ok_total: 16', replace: 'backup_status_ok_total: 0' },
        ],
      },
      {
        name: 'a part of the targets was looked at',
        edits: [
          {
            file: POSTURE,
            find: 'summary:\n  targets_total: 17',
            replace: '«summary»:\n  targets_total: 17',
          },
          { file: POSTURE, find: 'backup_status_ok_total: 16', replace: 'backup_status_ok_total: 11' },
        ],
      },
      {
        name: 'the report counts other targets than the inventory has',
        edits: [
          {
            file: POSTURE,
            find: 'summary:\n  targets_total: 17',
            replace: '«summary»:\n  targets_total: 17',
          },
          { file: POSTURE, find: 'enabled_targets_total: 16', replace: 'enabled_targets_total: 15' },
          { file: POSTURE, find: 'backup_status_ok_total: 16', replace: 'backup_status_ok_total: 15' },
        ],
      },
      {
        name: 'unreachable, partial, empty, undated and from the future',
        edits: [
          {
            file: SNAPSHOT,
            find: 'name: vm-211-edge-a-primary, newest_at: "2026-01-15T02:04:11Z", size_bytes: 4123168604, state: ok',
            replace: 'name: «vm-211-edge-a-primary», state: unreachable',
          },
          {
            file: SNAPSHOT,
            find: 'name: vm-212-media-a-primary, newest_at: "2026-01-15T02:09:40Z", size_bytes: 9663676416, state: ok',
            replace:
              'name: «vm-212-media-a-primary», newest_at: "2026-01-15T02:09:40Z", size_bytes: 1, state: partial',
          },
          {
            file: SNAPSHOT,
            find: 'name: edge-a-certificates, newest_at: "2026-01-15T01:33:00Z", size_bytes: 512',
            replace: 'name: «edge-a-certificates», newest_at: "2026-01-15T01:33:00Z", size_bytes: 0',
          },
          {
            file: SNAPSHOT,
            find: 'name: books-a-database, newest_at: "2026-01-15T01:31:25Z",',
            replace: 'name: «books-a-database», newest_at: "last night",',
          },
          {
            file: SNAPSHOT,
            find: 'name: atlas-notes-database, newest_at: "2026-01-15T02:31:10Z"',
            replace: 'name: «atlas-notes-database», newest_at: "2026-01-15T22:31:10Z"',
          },
        ],
      },
      {
        name: 'an observation of no known target',
        edits: [
          {
            file: SNAPSHOT,
            find: '{name: pihole-teleporter,',
            replace:
              '{name: «pihole-teleport», newest_at: "2026-01-11T04:45:08Z", size_bytes: 1, state: ok}\n  - {name: pihole-teleporter,',
          },
        ],
      },
    ],
  },
});

const isObserved = (entity: Snapshot | Observed): entity is Observed => 'observation' in entity;

function* vacuousCounts({ evidence }: Snapshot, estate: Estate): Iterable<Breach> {
  const { counts } = evidence;
  if (!counts) return;
  const { total, ok, degraded, at } = counts;
  const enabled = enabledTargets(estate).length;
  const unknown = total - ok - degraded;
  if (unknown > 0) {
    const message = `${ok} ok and ${degraded} degraded say nothing of ${unknown} of ${total} backup targets; unknown is never fine`;
    yield { message, at, key: 'unknown' };
  } else if (total > 0 && ok === 0) {
    yield { message: `not one of ${total} backup targets is ok; expected whole files`, at, key: 'none' };
  }
  if (total !== enabled) {
    const message = `the report counts ${total} enabled backup targets, the inventory has ${enabled}; expected the same`;
    yield { message, at, key: 'total' };
  }
}

function* weakObservation({ observation }: Observed, estate: Estate): Iterable<Breach> {
  const { target, state, observedMs, newestAt, newestMs, sizeBytes } = observation;
  const known = estate.index.target(target);
  if (!known) {
    const near = nearest(
      target,
      estate.backupTargets.map((one) => one.name),
    );
    const hint = near === undefined ? '' : `; did you mean "${near}"`;
    yield {
      message: `"${target}" was observed, but is no target of backup.inventory${hint}`,
      severity: 'warning',
    };
  }
  if (!known?.enabled) return;
  const related = [{ message: 'the target', at: known.at }];
  const saw = (message: string) => ({ message, related });
  if (state !== 'ok')
    yield saw(`the last observation of target "${target}" says "${state}"; expected a whole file, "ok"`);
  else if (newestMs === undefined) {
    yield saw(
      `the newest file of target "${target}" has no known date${newestAt ? ` ("${newestAt.value}")` : ''}; expected an ISO 8601 time`,
    );
  } else if (!sizeBytes) {
    const size = sizeBytes === 0 ? 'is empty' : 'has no known size';
    yield saw(`the newest file of target "${target}" ${size}; expected size_bytes above 0`);
  } else if (observedMs !== undefined && newestMs > observedMs + CLOCK_SKEW_MS) {
    yield saw(
      `the newest file of target "${target}" is of "${newestAt?.value}", after the observation itself; expected a clock that is right`,
    );
  }
}
