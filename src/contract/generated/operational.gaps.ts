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
  title?: string | number | boolean | Record<string, unknown> | null;
  /**
   * What is wrong.
   */
  description?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Class.
   */
  type?: string | null;
  /**
   * Class; other spelling of type.
   */
  classification?: string | null;
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
  doc?: string | null;
  /**
   * Who found it.
   */
  discovered_by?: string | number | boolean | null;
  /**
   * When it was found.
   */
  discovered_at?: string | null;
  /**
   * When it was filed.
   */
  created_at?: string | null;
  /**
   * What fixed it: loop, commit, gate, capability or free text.
   */
  fixed_in?: string | number | boolean | null;
  /**
   * When it was fixed.
   */
  fixed_at?: string | null;
  /**
   * Who fixed it.
   */
  fixed_by?: string | number | boolean | null;
  /**
   * When it was closed.
   */
  closed_at?: string | null;
  /**
   * How it was resolved.
   */
  resolution?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Remarks.
   */
  notes?: string | number | boolean | Record<string, unknown> | null;
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
  next_action?: string | number | boolean | Record<string, unknown> | null;
  /**
   * What stands in the way.
   */
  blocker_class?: string | null;
  /**
   * What stands in the way, in words.
   */
  blocked_case?: string | number | boolean | Record<string, unknown> | null;
  /**
   * When it is expected.
   */
  eta?: string | number | boolean | null;
}
