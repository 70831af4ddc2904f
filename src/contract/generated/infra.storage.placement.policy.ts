// Generated from schemas/infra.storage.placement.policy.schema.json by "npm run generate". Edit that instead.

/**
 * Where the disks and mounts of each guest lie.
 */
export interface StoragePlacementPolicy {
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
   * What may lie on a boot drive.
   */
  boot_drive_acceptable?: unknown;
  /**
   * What must not lie on a boot drive.
   */
  boot_drive_violations?: unknown;
  /**
   * Limits of use, in percent.
   */
  thresholds?: unknown;
  /**
   * Storage of each guest, by hostname.
   */
  vm_storage?: {
    [k: string]: GuestStorage;
  } | null;
  /**
   * Node that provides each hypervisor storage mounted below /mnt/pve, by storage id.
   */
  host_storages?: {
    /**
     * A node id, or a guest as `<site>/<VMID>`.
     */
    [k: string]: string;
  } | null;
  /**
   * What to move first.
   */
  remediation_priority?: Remediation[] | null;
}
/**
 * Storage of one guest.
 */
export interface GuestStorage {
  /**
   * VMID of the guest.
   */
  vmid?: number | string | null;
  /**
   * Site of the guest.
   */
  site?: string | null;
  /**
   * Kind of the guest.
   */
  kind?: string | null;
  /**
   * Hypervisor that carries the guest.
   */
  proxmox_host?: string | null;
  /**
   * Size of the boot disk in GB.
   */
  boot_disk_gb?: string | number | boolean | null;
  /**
   * Tier it lies on.
   */
  current_storage_tier?: string | number | boolean | null;
  /**
   * Tier it should lie on.
   */
  target_storage_tier?: string | number | boolean | null;
  /**
   * Tier it lies on.
   */
  storage_tier?: string | number | boolean | null;
  /**
   * Where its data is mounted.
   */
  data_mount?: string | number | boolean | null;
  /**
   * Where its data comes from.
   */
  data_source?: unknown;
  /**
   * NFS mounts of the guest.
   */
  nfs_mounts?: NfsMount[] | null;
  /**
   * Whether the placement holds.
   */
  status?: string | number | boolean | null;
  /**
   * Gap that tracks a deviation.
   */
  gap?: string | number | boolean | null;
  /**
   * Remarks.
   */
  notes?: unknown;
}
/**
 * One NFS mount.
 */
export interface NfsMount {
  /**
   * Mount point in the guest.
   */
  path?: string | null;
  /**
   * What is mounted, as `address:/export`.
   */
  source?: string | null;
  /**
   * Read-only or writable.
   */
  mode?: string | number | boolean | null;
  /**
   * Node that exports it.
   */
  provider?: string | null;
}
/**
 * One guest to move.
 */
export interface Remediation {
  /**
   * VMID of the guest.
   */
  vmid?: number | string | null;
  /**
   * Name of the guest.
   */
  hostname?: string | number | boolean | null;
  /**
   * How soon.
   */
  urgency?: string | number | boolean | null;
  /**
   * What to do.
   */
  action?: unknown;
  /**
   * Who does it.
   */
  owner?: string | number | boolean | null;
}
