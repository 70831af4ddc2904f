// Generated from schemas/gate.registry.schema.json by "npm run generate". Edit that instead.

/**
 * How many gates there are.
 */
export type GateCount = {
  /**
   * All.
   */
  total?: number | null;
  /**
   * Not retired.
   */
  active?: number | null;
  /**
   * Retired.
   */
  retired?: number | null;
} | null;

/**
 * The shell gates that the estate has of its own.
 */
export interface GateRegistry {
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
   * Version of the shape.
   */
  schema_version?: number | string | null;
  /**
   * Remarks.
   */
  description?: unknown;
  gate_count?: GateCount;
  /**
   * Classes of gates.
   */
  categories?: GateCategory[] | null;
  /**
   * The gates.
   */
  gates: RegisteredGate[];
}
/**
 * One class.
 */
export interface GateCategory {
  /**
   * Key.
   */
  id: string;
  /**
   * Remarks.
   */
  description?: unknown;
}
/**
 * One gate.
 */
export interface RegisteredGate {
  /**
   * Key of the gate.
   */
  id: string;
  /**
   * Name.
   */
  name?: string | null;
  /**
   * Class.
   */
  category?: string | null;
  /**
   * What it checks.
   */
  description?: unknown;
  /**
   * How bad a failure is.
   */
  severity?: string | null;
  /**
   * When it runs.
   */
  ring?: string | number | boolean | null;
  /**
   * What it is about.
   */
  gate_class?: string | number | boolean | null;
  /**
   * Script that checks it.
   */
  check_script?: string | null;
  /**
   * What to do.
   */
  fix_hint?: unknown;
  /**
   * Whether the check is part of the runner.
   */
  inline?: boolean | null;
  /**
   * Whether it cannot fail a run.
   */
  warn_only?: boolean | null;
  /**
   * Whether it only speaks when asked.
   */
  verbose_only?: string | number | boolean | null;
  /**
   * Gate it is part of.
   */
  composite_parent?: unknown;
  /**
   * Gates it is made of.
   */
  composite_of?: unknown;
  /**
   * Whether it is out of service.
   */
  retired?: boolean | null;
  /**
   * Loop it came from.
   */
  parent_loop?: string | number | boolean | null;
  /**
   * How it reports.
   */
  mode?: string | number | boolean | null;
}
