// Generated from schemas/hardware.inventory.schema.json by "npm run generate". Edit that instead.

/**
 * Machines and devices, as far as they name site, host, address or kind.
 */
export interface HardwareInventory {
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
   * The machines.
   */
  machines?: Hardware[] | null;
  /**
   * The devices.
   */
  devices?: Hardware[] | null;
}
/**
 * One machine or device.
 */
export interface Hardware {
  /**
   * Key of a device.
   */
  id?: string | null;
  /**
   * Key of a machine.
   */
  machine_id?: string | null;
  /**
   * Name in the network.
   */
  hostname?: string | null;
  /**
   * Site it stands at.
   */
  site?: string | null;
  /**
   * Site, or a place in it.
   */
  location?: string | null;
  /**
   * What it is.
   */
  class?: string | null;
  /**
   * What it is.
   */
  kind?: string | null;
  /**
   * What it is.
   */
  type?: string | null;
  /**
   * What it is for.
   */
  role?: unknown;
  /**
   * Hardware address.
   */
  mac?: string | null;
  /**
   * Address in the LAN.
   */
  lan_ip?: string | null;
  /**
   * Address in the overlay network.
   */
  tailscale_ip?: string | null;
  /**
   * Maker.
   */
  manufacturer?: string | number | boolean | null;
  /**
   * Model.
   */
  model?: string | number | boolean | null;
  /**
   * Serial number.
   */
  serial?: string | number | boolean | null;
  /**
   * Operating system.
   */
  os?: string | number | boolean | null;
}
