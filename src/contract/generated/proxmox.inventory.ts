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
   * Key of the inventory.
   */
  inventory?: string | number | boolean | null;
  /**
   * When it was made.
   */
  created?: string | number | boolean | null;
  /**
   * Which file decides.
   */
  authority?: string | number | boolean | null;
  /**
   * Remarks.
   */
  note?: unknown;
  /**
   * Whether it is kept.
   */
  presence_status?: string | number | boolean | null;
  /**
   * Proof behind it.
   */
  evidence?: unknown;
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
  node_id: string | number;
  /**
   * Name.
   */
  hostname?: string | number | boolean | null;
  /**
   * Site it stands at.
   */
  site?: string | null;
  /**
   * Software.
   */
  hypervisor?: string | number | boolean | null;
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
  role?: string | number | boolean | null;
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
  storage?: unknown;
  /**
   * What was tried.
   */
  operational_checks?: unknown;
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
  name?: string | number | boolean | null;
  /**
   * State when it was seen.
   */
  status?: string | null;
  /**
   * What it is for.
   */
  purpose?: unknown;
  /**
   * Memory in MB.
   */
  memory_mb?: string | number | boolean | null;
  /**
   * Boot disk in GB.
   */
  bootdisk_gb?: string | number | boolean | null;
  /**
   * When it went out of service.
   */
  decommissioned_on?: string | number | boolean | null;
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
  status?: string | number | boolean | null;
}
