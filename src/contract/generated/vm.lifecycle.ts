// Generated from schemas/vm.lifecycle.schema.json by "npm run generate". Edit that instead.

/**
 * The state of every guest, VM or container.
 */
export interface VMLifecycle {
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
  status?: string | null;
  /**
   * Who answers for the contract.
   */
  owner?: string | null;
  /**
   * Day on which somebody last compared the contract with the estate.
   */
  last_verified?: string | null;
  /**
   * What the contract covers.
   */
  scope?: string | null;
  /**
   * What a row has that does not say otherwise.
   */
  defaults?: {
    [k: string]: unknown;
  } | null;
  /**
   * The guests.
   */
  vms: GuestRow[];
}
/**
 * One guest.
 */
export interface GuestRow {
  /**
   * VMID of the guest.
   */
  id: number | string;
  /**
   * Name of the guest.
   */
  hostname?: string | null;
  /**
   * Hypervisor that carries it.
   */
  proxmox_host?: string | null;
  /**
   * Site of the guest.
   */
  site?: string | null;
  /**
   * What it is for.
   */
  role?: string | null;
  /**
   * Who answers for it.
   */
  owner?: string | null;
  /**
   * Where it is in its life.
   */
  status?: string | null;
  /**
   * Kind of the guest; absent means qemu.
   */
  vm_type?: string | null;
  /**
   * When it was made.
   */
  created_at?: string | null;
  /**
   * When it went into service.
   */
  activated_at?: string | null;
  /**
   * When it went out of service.
   */
  decommissioned_at?: string | null;
  /**
   * Profile it was made from; null for none.
   */
  profile?: string | null;
  /**
   * Address in the LAN.
   */
  lan_ip?: string | null;
  /**
   * Address in the overlay network.
   */
  tailscale_ip?: string | null;
  /**
   * SSH target of the guest.
   */
  ssh_target?: string | null;
  /**
   * User to log in as.
   */
  ssh_user?: string | null;
  /**
   * Operating system.
   */
  os?: string | null;
  /**
   * Cores, memory and disks.
   */
  resources?: {
    [k: string]: unknown;
  } | null;
  /**
   * Compose stacks it runs.
   */
  stacks?: string[] | null;
  /**
   * Services it runs.
   */
  services?: string[] | null;
  /**
   * Services it will run.
   */
  planned_services?: string[] | null;
  /**
   * Name of its target in the backup inventory.
   */
  backup_target?: string | null;
  /**
   * Tier of its storage.
   */
  storage_tier?: string | null;
  /**
   * How far its services are probed.
   */
  health_probe_policy?: string | null;
  /**
   * What must happen before it is destroyed.
   */
  decommission_policy?: string | null;
  /**
   * Remarks.
   */
  description?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Remarks.
   */
  notes?: string | number | boolean | Record<string, unknown> | null;
}
