// Generated from schemas/gate.waivers.schema.json by "npm run generate". Edit that instead.

/**
 * Accepted risks, with owner, reason and end.
 */
export interface GateWaivers {
  /**
   * Version of this file.
   */
  version?: 1;
  /**
   * The accepted risks.
   */
  waivers: WaiverRow[];
}
/**
 * One accepted risk.
 */
export interface WaiverRow {
  /**
   * Gate whose finding is accepted.
   */
  gate: string;
  /**
   * What the finding is about, as `<kind> <key>`.
   */
  subject?: string;
  /**
   * Fingerprint of the finding.
   */
  fingerprint?: string;
  /**
   * Site it holds for.
   */
  site?: string;
  /**
   * Gap that tracks the risk.
   */
  gap?: string;
  /**
   * Who accepts the risk.
   */
  owner: string;
  /**
   * Why it is accepted.
   */
  reason: string;
  /**
   * Last day on which it holds.
   */
  expires: string;
}
