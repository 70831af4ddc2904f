// Generated from schemas/topology.sites.schema.json by "npm run generate". Edit that instead.

/**
 * The sites of the estate: their networks, guest id ranges, hypervisors and NAS.
 */
export interface TopologySites {
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
   * Every site, one row each.
   */
  sites: Site[];
}
/**
 * One place with one LAN.
 */
export interface Site {
  /**
   * Key of the site; every contract that names a site uses it.
   */
  id: string | number;
  /**
   * Whether the site is held to the standard.
   */
  status?: string | null;
  /**
   * The LAN of the site.
   */
  lan_cidr?: string | null;
  /**
   * SSH target that announces the LAN to the overlay network.
   */
  tailscale_anchor?: string | null;
  /**
   * SSH target of the hypervisor of the site.
   */
  proxmox_alias?: string | null;
  /**
   * Lowest and highest VMID of the site, as `low-high`.
   */
  vmid_range?: string | null;
  /**
   * SSH targets of the site that run compose stacks.
   */
  compose_targets?: (string | number)[] | null;
  /**
   * Ids of the hypervisors of the site.
   */
  hypervisors?: (string | number)[] | null;
  /**
   * Ids of the NAS of the site.
   */
  nas?: (string | number)[] | null;
  /**
   * IANA time zone of the site.
   */
  timezone?: string | number | boolean | null;
  /**
   * Remarks.
   */
  notes?: unknown;
  /**
   * Remarks.
   */
  note?: unknown;
}
