import { inHours } from '../../src/estate/ask/backup-limits.ts';
import {
  CLOCK_SKEW_MS,
  HOUR_MS,
  type Observed,
  observedTargets,
  type Snapshot,
  snapshots,
} from '../../src/estate/ask/evidence.ts';
import type { BackupObservation, Evidence } from '../../src/estate/model/backup.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

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
  examines: (estate) => [...snapshots(estate), ...observedTargets(estate).filter(hasOwnTime)],
  *judge(entity, estate) {
    const { evidence } = entity;
    if (isObserved(entity)) {
      const { observation } = entity;
      yield* notRecent(`target "${observation.target}" was`, observation, evidence, estate.now);
      return;
    }
    const rest = evidence.observations.filter((one) => !hasOwnTime({ observation: one, evidence }));
    if (evidence.observations.length > 0 && rest.length === 0) return;
    const some = rest.length < evidence.observations.length;
    const what = some ? `${rest.length} of ${evidence.observations.length} targets were` : 'the backups were';
    yield* notRecent(what, evidence, evidence, estate.now);
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
        name: 'one target that was last seen long ago, and one that was seen after the rest',
        edits: [
          {
            file: SNAPSHOT,
            find: 'name: edge-a-certificates,',
            replace: 'name: edge-a-certificates, observed_at: «"2026-01-13T10:35:00Z"»,',
          },
          {
            file: SNAPSHOT,
            find: 'name: books-a-database,',
            replace: 'name: books-a-database, observed_at: "2026-01-15T11:35:00Z",',
          },
        ],
      },
      {
        name: 'an observation of last week that only one target was seen after',
        edits: [
          { file: SNAPSHOT, find: '"2026-01-15T10:35:00Z"', replace: '«"2026-01-08T10:35:00Z"»' },
          {
            file: SNAPSHOT,
            find: 'name: books-a-database,',
            replace: 'name: books-a-database, observed_at: "2026-01-15T10:35:00Z",',
          },
        ],
      },
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

const isObserved = (entity: Snapshot | Observed): entity is Observed => 'observation' in entity;

/** A target that was not seen when the rest of its snapshot was. */
const hasOwnTime = ({ observation, evidence }: Pick<Observed, 'observation' | 'evidence'>): boolean =>
  observation.observedAt !== undefined && observation.observedAt.at !== evidence.observedAt?.at;

function* notRecent(
  what: string,
  { observedAt, observedMs, at }: Pick<BackupObservation | Evidence, 'observedAt' | 'observedMs' | 'at'>,
  { maxAgeHours }: Evidence,
  now: number,
): Iterable<Breach> {
  const place = observedAt?.at ?? at;
  if (observedMs === undefined) {
    const there = observedAt ? `"${observedAt.value}" is no ISO 8601 time` : 'nothing is stated';
    yield { message: `when ${what} observed is not known: ${there}; expected a date and time`, at: place };
    return;
  }
  const age = now - observedMs;
  if (age < -CLOCK_SKEW_MS) {
    yield { message: `${what} observed at "${observedAt?.value}", which is yet to come`, at: place };
  } else if (age > maxAgeHours * HOUR_MS) {
    const message = `${what} observed ${inHours(age / HOUR_MS)} ago; expected less than ${inHours(maxAgeHours)}`;
    yield { message, at: place };
  }
}
