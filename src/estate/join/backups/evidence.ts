import type { BackupObservation, Evidence } from '../../model/backup.ts';
import type { Stated } from '../../model/entity.ts';
import { instantOf } from '../../reading/instant.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';

const DEFAULT_MAX_AGE_HOURS = 24;

/** What was observed of the backups: freshness snapshots, then posture snapshots (counts only). */
export function joinEvidence(sources: Sources): Evidence[] {
  return [
    ...sources.of('backup.freshness.snapshot').map((document) => freshness(RowAt.root(document))),
    ...sources.of('backup.posture.snapshot').map((document) => posture(RowAt.root(document))),
  ];
}

function freshness(root: RowAt): Evidence {
  const head = observed(root, 'observed_at');
  return {
    kind: 'backup.freshness.snapshot',
    ...head,
    observations: root.rows('targets').flatMap((row) => observation(row, head.observedAt)),
  };
}

function posture(root: RowAt): Evidence {
  return {
    kind: 'backup.posture.snapshot',
    ...observed(root, 'generated_at_utc', 'updated_at', 'updated'),
    observations: [],
    ...present({ counts: counts(root) }),
  };
}

function observed(root: RowAt, ...keys: string[]) {
  const observedAt = root.text(...keys);
  return {
    at: observedAt?.at ?? root.here,
    maxAgeHours: root.number('max_age_hours')?.value ?? DEFAULT_MAX_AGE_HOURS,
    ...present({ observedAt, observedMs: instantOf(observedAt?.value) }),
  };
}

function observation(row: RowAt, usual: Stated<string> | undefined): BackupObservation[] {
  const name = row.identity('name', 'target');
  if (!name) return [];
  const newestAt = row.text('newest_at');
  const observedAt = row.text('observed_at') ?? usual;
  return [
    {
      target: name.value,
      at: name.at,
      state: row.text('state')?.value.toLowerCase() ?? 'unknown',
      ...present({
        observedAt,
        observedMs: instantOf(observedAt?.value),
        newestAt,
        newestMs: instantOf(newestAt?.value),
        sizeBytes: row.number('size_bytes')?.value,
      }),
    },
  ];
}

/** From the counters of the summary, else from its one-line text. */
function counts(root: RowAt): Evidence['counts'] {
  const summary = root.child('summary');
  const line = root.child('backup_status').text('summary_line');
  const count = (word: string, ...keys: string[]) =>
    summary.number(...keys)?.value ?? countIn(line?.value, word);
  const total = count('targets?', 'enabled_targets_total', 'targets_total', 'backup_status_targets_total');
  const ok = count('ok', 'backup_status_ok_total', 'ok_total');
  const degraded = count('degraded', 'backup_status_degraded_total', 'degraded_total');
  if (total === undefined && ok === undefined && degraded === undefined) return undefined;
  const at = root.has('summary') ? summary.here : (line?.at ?? root.here);
  return { total: total ?? 0, ok: ok ?? 0, degraded: degraded ?? 0, at };
}

function countIn(line: string | undefined, word: string): number | undefined {
  const match = new RegExp(`(?<!\\d)(\\d+)\\s+${word}\\b`, 'i').exec(line ?? '');
  return match ? Number(match[1]) : undefined;
}
