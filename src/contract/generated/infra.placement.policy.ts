// Generated from schemas/infra.placement.policy.schema.json by "npm run generate". Edit that instead.

/**
 * One site.
 */
export type PlacementSite = {
  /**
   * Hypervisors of the site.
   */
  proxmox_hosts?: string | (string | number)[] | null;
  /**
   * Lowest VMID.
   */
  vmid_min?: number | string | null;
  /**
   * Highest VMID.
   */
  vmid_max?: number | string | null;
} | null;
/**
 * One host.
 */
export type PlacementHost = {
  /**
   * Site it stands at.
   */
  site?: string | null;
  /**
   * What it is.
   */
  kind?: string | null;
  /**
   * Id of the operating system.
   */
  machine_id?: string | number | boolean | null;
} | null;

/**
 * Which host stands at which site.
 */
export interface PlacementPolicy {
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
   * Sites by id.
   */
  sites?: {
    [k: string]: PlacementSite;
  } | null;
  /**
   * Hosts by id.
   */
  hosts?: {
    [k: string]: PlacementHost;
  } | null;
}
