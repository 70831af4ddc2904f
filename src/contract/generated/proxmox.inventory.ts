// Generated from schemas/proxmox.inventory.schema.json by "npm run generate". Edit that instead.

/**
 * The hypervisors of a site and the guests seen on them.
 */
export interface ProxmoxInventory {
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
   * Key of the inventory.
   */
  inventory?: string | null;
  /**
   * When it was made.
   */
  created?: string | null;
  /**
   * Which file decides.
   */
  authority?: string | null;
  /**
   * Remarks.
   */
  note?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Whether it is kept.
   */
  presence_status?: string | null;
  /**
   * Proof behind it.
   */
  evidence?: {
    [k: string]: unknown;
  } | null;
  /**
   * The hypervisors.
   */
  nodes: InventoryNode[];
}
/**
 * One hypervisor.
 */
export interface InventoryNode {
  /**
   * SSH target of the node.
   */
  node_id: string;
  /**
   * Name.
   */
  hostname?: string | null;
  /**
   * Site it stands at.
   */
  site?: string | null;
  /**
   * Software.
   */
  hypervisor?: string | null;
  /**
   * Address in the overlay network.
   */
  tailscale_ip?: string | null;
  /**
   * Address in the LAN.
   */
  lan_ip?: string | null;
  /**
   * Hardware address.
   */
  mac?: string | null;
  /**
   * What it is for.
   */
  role?: string | null;
  /**
   * Guests seen on it.
   */
  services?: InventoryGuest[] | null;
  /**
   * Guests that went out of service.
   */
  decommissioned_services?: RetiredGuest[] | null;
  /**
   * Disks.
   */
  storage?: {
    [k: string]: unknown;
  } | null;
  /**
   * What was tried.
   */
  operational_checks?: {
    [k: string]: unknown;
  } | null;
}
/**
 * One guest.
 */
export interface InventoryGuest {
  /**
   * Key, with kind and VMID in front.
   */
  id?: string | null;
  /**
   * Kind.
   */
  type?: string | null;
  /**
   * VMID.
   */
  vm_id?: number | string | null;
  /**
   * Name.
   */
  name?: string | null;
  /**
   * State when it was seen.
   */
  status?: string | null;
  /**
   * What it is for.
   */
  purpose?: string | number | boolean | Record<string, unknown> | null;
  /**
   * Memory in MB.
   */
  memory_mb?: number | null;
  /**
   * Boot disk in GB.
   */
  bootdisk_gb?: number | null;
  /**
   * When it went out of service.
   */
  decommissioned_on?: string | null;
}
/**
 * One guest.
 */
export interface RetiredGuest {
  /**
   * Key, with kind and VMID in front.
   */
  id?: string | null;
  /**
   * VMID.
   */
  vm_id?: number | string | null;
  /**
   * Kind.
   */
  type?: string | null;
  /**
   * State.
   */
  status?: string | null;
}
