// Generated from schemas/gate.execution.topology.schema.json by "npm run generate". Edit that instead.

/**
 * The gates that always run.
 */
export type CoreMode = {
  /**
   * Gates.
   */
  core_gate_ids?: string[] | null;
  /**
   * Most gates allowed.
   */
  core_count_limit?: number | null;
  /**
   * Days of transition.
   */
  transition_window_days?: string | number | boolean | null;
  /**
   * When it began.
   */
  transition_started_at?: string | number | boolean | null;
  /**
   * When it is looked at again.
   */
  transition_review_required_by?: string | number | boolean | null;
} | null;

/**
 * Which gates run for which change, and in what order.
 */
export interface GateExecutionTopology {
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
  core_mode?: CoreMode;
  /**
   * Fields of work.
   */
  domain_metadata?: DomainMetadata[] | null;
  /**
   * Where each gate belongs.
   */
  gate_assignments?: GateAssignment[] | null;
  /**
   * Fields in the order in which they are released.
   */
  release_sequence?: string[] | null;
  /**
   * Switches of the validation.
   */
  validation_rules?: unknown;
}
/**
 * One field of work.
 */
export interface DomainMetadata {
  /**
   * Key.
   */
  domain_id: string;
  /**
   * Remarks.
   */
  description?: unknown;
  /**
   * How much it matters.
   */
  criticality?: string | number | boolean | null;
  /**
   * Domains it depends on.
   */
  depends_on?: string[] | null;
  /**
   * Beginnings of its capability names.
   */
  capability_prefixes?: unknown;
  /**
   * Beginnings of its paths.
   */
  path_triggers?: unknown;
  /**
   * Whether it must see the running estate.
   */
  requires_runtime_sentinel?: string | number | boolean | null;
  /**
   * When it was added.
   */
  added_date?: string | number | boolean | null;
}
/**
 * One gate.
 */
export interface GateAssignment {
  /**
   * Key of the gate.
   */
  gate_id: string;
  /**
   * Field it belongs to.
   */
  primary_domain?: string | null;
  /**
   * Further fields.
   */
  secondary_domains?: string[] | null;
  /**
   * Family.
   */
  family?: string | number | boolean | null;
}
