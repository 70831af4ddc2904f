import { test } from 'vitest';
import { accepts } from './accepts.ts';

test('an inventory with lanes of one host or of a group', () => {
  accepts(
    'backup.inventory',
    `
version: 1
defaults: {timezone: "Etc/UTC", ssh_timeout_sec: 6, stale_after_hours: 26}
model:
  data_classes: {vault: {description: secrets}}
  schedule_classes: {weekly: {cron: "0 4 * * 0", timezone: "Etc/UTC"}}
  restore_classes: {dry: {mode: dry_run, cadence: quarterly}}
  destination_lanes:
    silo-vm: {host: silo, base_path: /volume1/dump, max_total_gb: 100.5, max_file_count: 50}
    config: {host_group: [press, kiln], base_path: /srv/cfg, exclusion_policy: [logs]}
  backup_admission_states: [ready]
runtime_units:
  - {unit_id: vm-105-resolver, kind: vm, hostname: resolver, include_paths: [/etc], destination_lane: silo-vm, inventory_targets: [mill-lxc-105-resolver]}
targets:
  - name: mill-lxc-105-resolver
    enabled: true
    kind: file_glob
    host: anvil
    base_path: "/mnt/pve/silo/dump"
    glob: "vzdump-lxc-105-*.tar.zst"
    stale_after_hours: 168
    classification: rebuildable
    facet: vm
    guests: [mill/105]
    schedule: mill-weekly
  - {name: app-vault, enabled: false, kind: file_glob, host: silo, base_path: ~/vault, glob: "*/manifest.txt"}
`,
  );
});

test('a schedule of jobs of many kinds', () => {
  accepts(
    'backup.schedule',
    `
version: 1
timezone: "Etc/UTC"
jobs:
  - {id: vm-301, enabled: true, kind: vm-vzdump, host: forge, schedule_cron: "0 2 * * *", inventory_target: vm-301-primary, retention: keep-last=2}
  - {id: pg, enabled: true, kind: pg-dump, host: press, schedule_cron: "15 1 * * *", inventory_targets: [pg-a, pg-b], retention_days: 14, file_pattern: "x-<YYYYMMDDTHHMMSSZ>.sql"}
  - {id: drill, enabled: false, kind: restore-drill, host: desk-control, schedule_cron: "0 4 1 * *", dry_run: true, note: by hand}
references: {contracts: [ops/bindings/backup.inventory.yaml], closes_gaps: [GAP-OP-007]}
`,
  );
});

test('a calendar with an hourly event', () => {
  accepts(
    'backup.calendar',
    `
version: 1
timezone: "Etc/UTC"
dtstart_date: "2026-01-01"
events:
  - {id: mill-weekly, summary: Weekly, freq: WEEKLY, byhour: 4, byminute: 30, duration_minutes: 90, description: "On Sundays."}
  - {id: hourly, freq: HOURLY, byminute: 5}
`,
  );
});

test('a generated posture with quotes of both sorts', () => {
  accepts(
    'backup.posture.snapshot',
    `
status: generated
version: 1
generated_at_utc: "2026-03-02T12:00:00Z"
projection_of: [ops/bindings/backup.inventory.yaml]
summary: {enabled_targets_total: 3, backup_status_ok_total: 0, backup_status_run_state: ok}
backup_status: {summary_line: 'summary: 3 targets | 0 ok', degraded_rows: []}
restore_coverage:
  rows: [{target: mill-lxc-105-resolver, classification: rebuildable}]
  missing_targets: []
lane_budgets:
  rows:
    - lane_id: silo-vm
      hosts: [silo]
      current_total_gb: 0.0
      budget_state: context_blocked
      host_probes: [{host: silo, probe_state: context_blocked, reason: off_lan, bytes: 0}]
schedule_reference: {jobs_count: 3}
`,
  );
});

test('freshness as a list and as a map', () => {
  const row = 'newest_at: 2026-03-01T04:10:00Z, size_bytes: 1048576, state: ok';
  accepts('backup.freshness.snapshot', `{observed_at: 2026-03-02T08:00:00Z, targets: [{name: a, ${row}}]}`);
  accepts(
    'backup.freshness.snapshot',
    `{observed_at: 2026-03-02T08:00:00Z, targets: {a: {${row}}, b: {state: missing, newest_at: null}}}`,
  );
});
