// Generated from schemas/backup.inventory.schema.json by "npm run generate". Edit that instead.

/**
 * What a target has that does not say otherwise.
 */
export type BackupDefaults = {
  /**
   * IANA time zone.
   */
  timezone?: string | number | boolean | null;
  /**
   * Seconds to wait for a host.
   */
  ssh_timeout_sec?: number | null;
  /**
   * Age in hours above which a backup is stale.
   */
  stale_after_hours?: number | null;
} | null;
/**
 * Classes and lanes that targets and units refer to.
 */
export type BackupModel = {
  /**
   * Which file decides.
   */
  authority_state?: string | number | boolean | null;
  /**
   * Version of the model.
   */
  profile_version?: number | string | null;
  /**
   * Classes of data.
   */
  data_classes?: unknown;
  /**
   * Schedules by class.
   */
  schedule_classes?: {
    [k: string]: ScheduleClass;
  } | null;
  /**
   * Restore drills by class.
   */
  restore_classes?: unknown;
  /**
   * Where backups go, by lane.
   */
  destination_lanes?: {
    [k: string]: DestinationLane;
  } | null;
  /**
   * Words a unit may use for its state.
   */
  backup_admission_states?: unknown;
} | null;
/**
 * One schedule.
 */
export type ScheduleClass = {
  /**
   * When it runs, as five cron fields.
   */
  cron?: string | null;
  /**
   * IANA time zone.
   */
  timezone?: string | number | boolean | null;
} | null;
/**
 * One destination.
 */
export type DestinationLane = {
  /**
   * Host that stores them.
   */
  host?: string | null;
  /**
   * Hosts that store them.
   */
  host_group?: string | (string | number)[] | null;
  /**
   * Folder on the host.
   */
  base_path?: string | null;
  /**
   * Most GB it may hold.
   */
  max_total_gb?: string | number | boolean | null;
  /**
   * Most files it may hold.
   */
  max_file_count?: string | number | boolean | null;
  /**
   * What is left out.
   */
  exclusion_policy?: unknown;
} | null;

/**
 * What must exist as backup files, where, and how fresh.
 */
export interface BackupInventory {
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
  defaults?: BackupDefaults;
  model?: BackupModel;
  /**
   * Machines and guests with the way each is backed up.
   */
  runtime_units?: RuntimeUnit[] | null;
  /**
   * Files that must exist.
   */
  targets: BackupTarget[];
}
/**
 * One unit.
 */
export interface RuntimeUnit {
  /**
   * Key of the unit.
   */
  unit_id?: string | null;
  /**
   * What the unit is.
   */
  kind?: string | null;
  /**
   * Name of the unit.
   */
  hostname?: string | null;
  /**
   * Profile.
   */
  backup_profile?: string | number | boolean | null;
  /**
   * Class of its data.
   */
  data_class?: string | number | boolean | null;
  /**
   * What is saved.
   */
  include_paths?: unknown;
  /**
   * What is left out.
   */
  exclude_paths?: unknown;
  /**
   * Lane it is saved to.
   */
  destination_lane?: string | null;
  /**
   * Schedule.
   */
  schedule_class?: string | null;
  /**
   * Restore drill.
   */
  restore_class?: string | number | boolean | null;
  /**
   * Targets that hold its backups.
   */
  inventory_targets?: string | string[] | null;
  /**
   * State.
   */
  backup_admission_state?: string | number | boolean | null;
}
/**
 * One kind of backup file.
 */
export interface BackupTarget {
  /**
   * Key of the target.
   */
  name: string;
  /**
   * Whether it is checked.
   */
  enabled?: boolean;
  /**
   * How it is checked.
   */
  kind?: string | null;
  /**
   * SSH target that stores the files, not the guest they protect.
   */
  host?: string | null;
  /**
   * Folder of the files.
   */
  base_path?: string | null;
  /**
   * Pattern of the file names.
   */
  glob?: string | null;
  /**
   * Age in hours above which the newest file is stale.
   */
  stale_after_hours?: number | null;
  /**
   * How much the loss would hurt.
   */
  classification?: string | null;
  /**
   * What kind of protection it is.
   */
  facet?: string | null;
  /**
   * Guests it protects.
   */
  guests?: string[] | null;
  /**
   * Job, event or cron line that makes it.
   */
  schedule?: string | null;
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
   * Remarks.
   */
  description?: unknown;
  /**
   * Remarks.
   */
  notes?: unknown;
}
