import { inHours } from '../../src/estate/ask/backup-limits.ts';
import { CLOCK_SKEW_MS, HOUR_MS, snapshots } from '../../src/estate/ask/evidence.ts';
import { defineGate } from '../../src/gate/gate.ts';

const SNAPSHOT = 'ops/bindings/backup.freshness.snapshot.yaml';
const POSTURE = 'ops/bindings/backup.posture.snapshot.yaml';

export default defineGate({
  id: 'backups/evidence-recent',
  title: 'What was observed of the backups is younger than its own limit',
  why: 'An old observation shows backups as they were; the disk that filled up since then is not in it.',
  fix: 'Run `gates observe backups` again.',
  severity: 'error',
  clock: true,
  reads: ['backup.freshness.snapshot', 'backup.posture.snapshot'],
  examines: snapshots,
  *judge({ evidence }, estate) {
    const { observedAt, observedMs, maxAgeHours, at } = evidence;
    if (observedMs === undefined) {
      const there = observedAt ? `"${observedAt.value}" is no ISO 8601 time` : 'nothing is stated';
      yield {
        message: `when the backups were observed is not known: ${there}; expected a date and time`,
        at,
      };
      return;
    }
    const age = estate.now - observedMs;
    if (age < -CLOCK_SKEW_MS) {
      yield { message: `the backups were observed at "${observedAt?.value}", which is yet to come`, at };
    } else if (age > maxAgeHours * HOUR_MS) {
      const message = `the backups were observed ${inHours(age / HOUR_MS)} ago; expected less than ${inHours(maxAgeHours)}`;
      yield { message, at };
    }
  },
  examples: {
    passing: [
      {
        name: 'a slow estate may set its own limit',
        edits: [
          { file: SNAPSHOT, find: '2026-01-15T10:35:00Z', replace: '2026-01-13T10:35:00Z' },
          { file: SNAPSHOT, find: 'max_age_hours: 24', replace: 'max_age_hours: 72' },
        ],
      },
    ],
    failing: [
      {
        name: 'an observation of last week',
        edits: [{ file: SNAPSHOT, find: '"2026-01-15T10:35:00Z"', replace: '«"2026-01-08T10:35:00Z"»' }],
      },
      {
        name: 'an observation from the future, and a report without a time',
        edits: [
          { file: SNAPSHOT, find: '"2026-01-15T10:35:00Z"', replace: '«"2026-02-15T10:35:00Z"»' },
          { file: POSTURE, find: '"2026-01-15T10:40:00Z"', replace: '«"yesterday"»' },
        ],
      },
    ],
  },
});
