// Generated from schemas/gate.baseline.schema.json by "npm run generate". Edit that instead.

/**
 * Debt from before the gates came, as `gates baseline write` records it.
 */
export interface GateBaseline {
  /**
   * Version of this file.
   */
  version?: 1;
  /**
   * The findings that do not count.
   */
  findings: BaselineFinding[];
}
/**
 * One finding, or several that are equal.
 */
export interface BaselineFinding {
  /**
   * Gate that found it.
   */
  gate: string;
  /**
   * File it was found in, relative to the estate.
   */
  file: string;
  /**
   * What it is about, for people.
   */
  subject?: string;
  /**
   * Fingerprint of the finding.
   */
  fingerprint: string;
  /**
   * How many equal ones there are.
   */
  count?: number;
}
