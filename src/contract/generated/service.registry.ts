// Generated from schemas/service.registry.schema.json by "npm run generate". Edit that instead.

/**
 * Which services exist, on which host, and what each host is.
 */
export interface ServiceRegistry {
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
   * Repository of the compose files.
   */
  source_repo?: string | number | boolean | null;
  /**
   * Where that repository is checked out.
   */
  source_root?: string | number | boolean | null;
  /**
   * Services by name.
   */
  services?: {
    [k: string]: Service;
  } | null;
  /**
   * Hosts by id.
   */
  hosts?: {
    [k: string]: ServiceHost;
  } | null;
}
/**
 * One service.
 */
export interface Service {
  /**
   * Host that runs the service: a key of hosts.
   */
  host?: string | null;
  /**
   * Compose file of the service.
   */
  compose?: string | number | boolean | null;
  /**
   * Name of its container.
   */
  container?: string | number | boolean | null;
  /**
   * Port it answers on; null when it has none.
   */
  port?: unknown;
  /**
   * Standing of the service; absent means active.
   */
  status?: string | null;
  /**
   * Path of its health page.
   */
  health?: string | number | boolean | null;
  /**
   * Remarks.
   */
  notes?: unknown;
}
/**
 * One host: a guest or a node.
 */
export interface ServiceHost {
  /**
   * Address in the overlay network.
   */
  tailscale_ip?: string | null;
  /**
   * Address in the LAN.
   */
  lan_ip?: string | null;
  /**
   * Name or address.
   */
  host?: string | number | boolean | null;
  /**
   * Address.
   */
  ip?: string | null;
  /**
   * SSH target of the host.
   */
  ssh?: string | null;
  /**
   * User to log in as.
   */
  ssh_user?: string | number | boolean | null;
  /**
   * Operating system.
   */
  os?: string | number | boolean | null;
  /**
   * VMID, when the host is a guest.
   */
  vmid?: number | string | null;
  /**
   * Hypervisor, when the host is a guest.
   */
  proxmox_host?: string | null;
  /**
   * What the host is.
   */
  kind?: string | null;
  /**
   * Site the host stands at.
   */
  site?: string | null;
  /**
   * Field of work that the host serves.
   */
  domain?: string | null;
  /**
   * Role of the host in the lifecycle.
   */
  terminal_role?: string | null;
  /**
   * Service level the host is held to.
   */
  slo?:
    | string
    | number
    | {
        [k: string]: unknown;
      }
    | null;
  /**
   * Hardware address.
   */
  mac?: string | number | boolean | null;
  /**
   * Remarks.
   */
  notes?: unknown;
}
