// Generated from schemas/gate.domain.profiles.schema.json by "npm run generate". Edit that instead.

/**
 * Which gates belong to which field of work.
 */
export interface GateDomainProfiles {
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
  /**
   * What a domain has that does not say otherwise.
   */
  defaults?: unknown;
  /**
   * Fields of work.
   */
  domains: {
    [k: string]: GateDomain;
  };
}
/**
 * One field of work.
 */
export interface GateDomain {
  /**
   * Remarks.
   */
  description?: unknown;
  /**
   * Gates in it.
   */
  gate_ids?: string[] | null;
  /**
   * Beginnings of its capability names.
   */
  capability_prefixes?: unknown;
  /**
   * Beginnings of its paths.
   */
  path_triggers?: unknown;
}
