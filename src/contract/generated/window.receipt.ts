// Generated from schemas/window.receipt.schema.json by "npm run generate". Edit that instead.

/**
 * What the receipt of a window holds beyond receipt.schema.json: digests of the plan and the journal, and what became of each step.
 */
export interface ReceiptOfAWindow {
  predicate: WindowPredicate;
}
/**
 * What was run.
 */
export interface WindowPredicate {
  /**
   * Capability under which it ran.
   */
  gates_capability: 'infra.maintenance.window' | 'nas.startup' | 'nas.shutdown';
  /**
   * Among others, these three.
   */
  configuration: unknown[];
}
