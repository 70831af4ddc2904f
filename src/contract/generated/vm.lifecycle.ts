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
   * What a row has that does not say otherwise.
   */
  defaults?: unknown;
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
  role?: string | number | boolean | null;
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
  created_at?: string | number | boolean | null;
  /**
   * When it went into service.
   */
  activated_at?: string | number | boolean | null;
  /**
   * When it went out of service.
   */
  decommissioned_at?: string | number | boolean | null;
  /**
   * Profile it was made from; null for none.
   */
  profile?: string | number | boolean | null;
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
  os?: string | number | boolean | null;
  /**
   * Cores, memory and disks.
   */
  resources?: unknown;
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
  planned_services?: unknown;
  /**
   * Name of its target in the backup inventory.
   */
  backup_target?: string | null;
  /**
   * Tier of its storage.
   */
  storage_tier?: string | number | boolean | null;
  /**
   * How far its services are probed.
   */
  health_probe_policy?: string | null;
  /**
   * What must happen before it is destroyed.
   */
  decommission_policy?: string | number | boolean | null;
  /**
   * Remarks.
   */
  description?: unknown;
  /**
   * Remarks.
   */
  notes?: unknown;
}
