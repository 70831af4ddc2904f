// Generated from schemas/backup.posture.snapshot.schema.json by "npm run generate". Edit that instead.

/**
 * Result of the last check.
 */
export type BackupStatus = {
  /**
   * The check in one line.
   */
  summary_line?: string | null;
  /**
   * Targets in trouble.
   */
  degraded_rows?:
    | (
        | string
        | {
            [k: string]: unknown;
          }
      )[]
    | null;
} | null;
/**
 * Which targets are drilled.
 */
export type RestoreCoverage = {
  /**
   * Targets.
   */
  rows?: RestoreRow[] | null;
  /**
   * Targets without a drill.
   */
  missing_targets?:
    | (
        | string
        | {
            [k: string]: unknown;
          }
      )[]
    | null;
} | null;
/**
 * Use of each lane.
 */
export type LaneBudgets = {
  /**
   * Lanes.
   */
  rows?: LaneBudget[] | null;
} | null;

/**
 * A generated summary of the state of all backups.
 */
export interface BackupPostureSnapshot {
  /**
   * Standing of the contract.
   */
  status?: string | number | boolean | null;
  /**
   * Who answers for the contract.
   */
  owner?: string | number | boolean | null;
  /**
   * Day on which somebody last compared the contract with the estate.
   */
  last_verified?: string | null;
  /**
   * What the contract covers.
   */
  scope?: string | number | boolean | null;
  /**
   * Version of the shape of the contract.
   */
  version?: number | string | null;
  /**
   * When the contract was last changed.
   */
  updated?: string | null;
  /**
   * When the contract was last changed; other spelling of updated.
   */
  updated_at?: string | null;
  /**
   * When it was made.
   */
  generated_at_utc?: string | null;
  /**
   * IANA time zone.
   */
  timezone?: string | number | boolean | null;
  /**
   * Contracts it was made from.
   */
  projection_of?: unknown;
  /**
   * Counters.
   */
  summary?: {
    [k: string]: number | string | boolean | null;
  } | null;
  backup_status?: BackupStatus;
  /**
   * Units with a state outside the allowed ones.
   */
  runtime_unit_admission?: unknown;
  restore_coverage?: RestoreCoverage;
  lane_budgets?: LaneBudgets;
  /**
   * The schedule it was compared with.
   */
  schedule_reference?: unknown;
}
/**
 * One target.
 */
export interface RestoreRow {
  /**
   * Name of the target.
   */
  target?: string | number | boolean | null;
  /**
   * How much the loss would hurt.
   */
  classification?: string | number | boolean | null;
  /**
   * Restore drill.
   */
  restore_class?: string | number | boolean | null;
  /**
   * How often.
   */
  drill_cadence?: string | number | boolean | null;
  /**
   * Unit.
   */
  source_unit_id?: string | number | boolean | null;
  /**
   * State.
   */
  backup_admission_state?: string | number | boolean | null;
}
/**
 * One lane.
 */
export interface LaneBudget {
  /**
   * Lane.
   */
  lane_id?: string | null;
  /**
   * Folder.
   */
  base_path?: string | number | boolean | null;
  /**
   * Hosts.
   */
  hosts?: unknown;
  /**
   * Most GB.
   */
  budget_max_total_gb?: string | number | boolean | null;
  /**
   * Most files.
   */
  budget_max_file_count?: string | number | boolean | null;
  /**
   * GB now.
   */
  current_total_gb?: number | null;
  /**
   * Files now.
   */
  current_file_count?: number | null;
  /**
   * Verdict; context_blocked means not measured.
   */
  budget_state?: string | null;
  /**
   * What each host answered.
   */
  host_probes?: LaneProbe[] | null;
}
/**
 * One host.
 */
export interface LaneProbe {
  /**
   * Host.
   */
  host?: string | null;
  /**
   * Outcome.
   */
  probe_state?: string | number | boolean | null;
  /**
   * Why.
   */
  reason?: string | number | boolean | null;
  /**
   * Bytes found.
   */
  bytes?: string | number | boolean | null;
  /**
   * Files found.
   */
  files?: string | number | boolean | null;
}
