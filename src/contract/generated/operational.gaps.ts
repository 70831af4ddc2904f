// Generated from schemas/operational.gaps.schema.json by "npm run generate". Edit that instead.

/**
 * The register of known defects.
 */
export interface OperationalGaps {
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
   * The gaps.
   */
  gaps: GapRow[];
}
/**
 * One known defect.
 */
export interface GapRow {
  /**
   * Key of the gap.
   */
  id: string;
  /**
   * Name.
   */
  title?: unknown;
  /**
   * What is wrong.
   */
  description?: unknown;
  /**
   * Class.
   */
  type?: string | null;
  /**
   * Class; other spelling of type.
   */
  classification?: string | number | boolean | null;
  /**
   * How bad it is.
   */
  severity?: string | null;
  /**
   * Where it stands.
   */
  status?: string | null;
  /**
   * Where it is described.
   */
  doc?: string | number | boolean | null;
  /**
   * Who found it.
   */
  discovered_by?: string | number | boolean | null;
  /**
   * When it was found.
   */
  discovered_at?: string | number | boolean | null;
  /**
   * When it was filed.
   */
  created_at?: string | number | boolean | null;
  /**
   * What fixed it: loop, commit, gate, capability or free text.
   */
  fixed_in?: string | number | boolean | null;
  /**
   * When it was fixed.
   */
  fixed_at?: string | number | boolean | null;
  /**
   * Who fixed it.
   */
  fixed_by?: string | number | boolean | null;
  /**
   * When it was closed.
   */
  closed_at?: string | number | boolean | null;
  /**
   * How it was resolved.
   */
  resolution?: unknown;
  /**
   * Remarks.
   */
  notes?: unknown;
  /**
   * Loop that tracks it.
   */
  parent_loop?: string | null;
  /**
   * Loop that tracks it; other spelling of parent_loop.
   */
  loop?: string | null;
  /**
   * Gate that keeps it closed.
   */
  regression_lock_id?: string | number | boolean | null;
  /**
   * Run keys of receipts that prove it.
   */
  evidence_run_keys?: string | string[] | null;
  /**
   * Who answers for it.
   */
  owner?: string | null;
  /**
   * What comes next.
   */
  next_action?: unknown;
  /**
   * What stands in the way.
   */
  blocker_class?: string | number | boolean | null;
  /**
   * What stands in the way, in words.
   */
  blocked_case?: unknown;
  /**
   * When it is expected.
   */
  eta?: string | number | boolean | null;
}
