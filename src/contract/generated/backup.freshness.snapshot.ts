// Generated from schemas/backup.freshness.snapshot.schema.json by "npm run generate". Edit that instead.

/**
 * What was observed about the newest backup of each target.
 */
export interface BackupFreshnessSnapshot {
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
   * When those targets were observed whose rows state no other time; no row is older.
   */
  observed_at: string | null;
  /**
   * Hours after which it counts as old; 24 where nothing is stated.
   */
  max_age_hours?: number | null;
  /**
   * What was seen of each target: a list of rows with a name, or a map by name.
   */
  targets:
    | BackupObservation[]
    | {
        [k: string]: BackupObservation;
      };
}
/**
 * What was seen of one target.
 */
export interface BackupObservation {
  /**
   * Name of the target in the backup inventory.
   */
  name?: string;
  /**
   * When this target was observed, where that was not when the others were.
   */
  observed_at?: string | null;
  /**
   * Time of the newest file; null when there is none.
   */
  newest_at?: string | null;
  /**
   * Size of the newest file in bytes.
   */
  size_bytes?: number | null;
  /**
   * What the observer could say.
   */
  state: 'ok' | 'missing' | 'partial' | 'unreachable';
  /**
   * Name of the newest file.
   */
  file?: string | number | boolean | null;
  /**
   * Remarks.
   */
  note?: unknown;
}
