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
  description?: string | number | boolean | Record<string, unknown> | null;
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
  description?: string | number | boolean | Record<string, unknown> | null;
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
  description?: string | number | boolean | Record<string, unknown> | null;
  /**
   * How bad a failure is.
   */
  severity?: string | null;
  /**
   * When it runs.
   */
  ring?: string | null;
  /**
   * What it is about.
   */
  gate_class?: string | null;
  /**
   * Script that checks it.
   */
  check_script?: string | null;
  /**
   * What to do.
   */
  fix_hint?: string | number | boolean | Record<string, unknown> | null;
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
  verbose_only?: boolean | null;
  /**
   * Gate it is part of.
   */
  composite_parent?: string | string[] | null;
  /**
   * Gates it is made of.
   */
  composite_of?: string | string[] | null;
  /**
   * Whether it is out of service.
   */
  retired?: boolean | null;
  /**
   * Loop it came from.
   */
  parent_loop?: string | null;
  /**
   * How it reports.
   */
  mode?: string | null;
}
