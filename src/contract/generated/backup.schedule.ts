// Generated from schemas/backup.schedule.schema.json by "npm run generate". Edit that instead.

/**
 * The jobs that make, move, check and drill backups.
 */
export interface BackupSchedule {
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
   * IANA time zone of the cron lines.
   */
  timezone?: string | null;
  /**
   * The jobs.
   */
  jobs: BackupJob[];
  /**
   * Related contracts and gaps.
   */
  references?: unknown;
}
/**
 * One job.
 */
export interface BackupJob {
  /**
   * Key of the job.
   */
  id: string;
  /**
   * Whether it runs.
   */
  enabled?: boolean;
  /**
   * What it does.
   */
  kind?: string | null;
  /**
   * Stack it saves.
   */
  stack?: string | number | boolean | null;
  /**
   * Host it runs on.
   */
  host?: string | null;
  /**
   * Site it belongs to.
   */
  site?: string | null;
  /**
   * When it runs, as five cron fields.
   */
  schedule_cron?: string | null;
  /**
   * Schedule of the inventory it follows.
   */
  schedule_class?: string | null;
  /**
   * Target it fills.
   */
  inventory_target?: string | string[] | null;
  /**
   * Targets it fills.
   */
  inventory_targets?: string | string[] | null;
  /**
   * Target as the guest row spells it.
   */
  vm_lifecycle_backup_target?: string | null;
  /**
   * What is kept.
   */
  retention?:
    | string
    | number
    | {
        [k: string]: unknown;
      }
    | null;
  /**
   * Days that files are kept.
   */
  retention_days?: number | null;
  /**
   * Container it saves.
   */
  container?: string | number | boolean | null;
  /**
   * Database it saves.
   */
  database?: string | number | boolean | null;
  /**
   * Folder it saves.
   */
  source_dir?: string | number | boolean | null;
  /**
   * Folder it writes to.
   */
  output_dir?: string | null;
  /**
   * Name of its files.
   */
  file_pattern?: string | number | boolean | null;
  /**
   * Document that describes it.
   */
  procedure_ref?: string | number | boolean | null;
  /**
   * Whether it only pretends.
   */
  dry_run?: string | number | boolean | null;
  /**
   * Restore drill.
   */
  restore_class?: string | number | boolean | null;
  /**
   * Capability that runs it.
   */
  capability_ref?: string | number | boolean | null;
  /**
   * What is left out.
   */
  excludes?: unknown;
  /**
   * Whether trouble is announced.
   */
  alert_on_degraded?: string | number | boolean | null;
  /**
   * Remarks.
   */
  note?: unknown;
  /**
   * Remarks.
   */
  notes?: unknown;
  /**
   * Proof that it ran.
   */
  evidence_ref?: unknown;
}
