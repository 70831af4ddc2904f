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
   * When it was observed.
   */
  observed_at: string | null;
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
