// Generated from schemas/gap.gates.schema.json by "npm run generate". Edit that instead.

/**
 * Which gate proves that a gap is closed.
 */
export interface GapGates {
  /**
   * Version of this file.
   */
  version?: 1;
  /**
   * Bindings by gap id.
   */
  gaps: {
    /**
     * What must hold for the gap to be closed; all of it.
     */
    [k: string]: GapBinding[];
  };
}
/**
 * One thing that must hold.
 */
export interface GapBinding {
  /**
   * Gate that must pass.
   */
  gate: string;
  /**
   * Subject it must have examined.
   */
  subject?: string;
  /**
   * Site it is about.
   */
  site?: string;
  /**
   * File it is about.
   */
  file?: string;
}
