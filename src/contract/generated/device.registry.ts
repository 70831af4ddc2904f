// Generated from schemas/device.registry.schema.json by "npm run generate". Edit that instead.

/**
 * The LAN.
 */
export type DeviceNetwork = {
  /**
   * Network.
   */
  subnet?: string | null;
  /**
   * Gateway.
   */
  gateway?: string | number | boolean | null;
  /**
   * Addresses given out.
   */
  dhcp_range?: string | number | boolean | null;
  /**
   * Name servers given out.
   */
  dhcp_dns?: string | number | boolean | null;
} | null;

/**
 * The devices in the LAN of a site.
 */
export interface DeviceRegistry {
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
   * Site of the devices.
   */
  site?: string | null;
  network?: DeviceNetwork;
  /**
   * The devices.
   */
  devices: Device[];
}
/**
 * One device.
 */
export interface Device {
  /**
   * Key of the device.
   */
  id: string | number;
  /**
   * Name for people.
   */
  name?: unknown;
  /**
   * Address in the LAN.
   */
  ip?: string | null;
  /**
   * Hardware address.
   */
  mac?: string | null;
  /**
   * Address in the overlay network.
   */
  tailscale_ip?: string | null;
  /**
   * VMID, when it is a guest.
   */
  vm_id?: number | string | null;
  /**
   * Site of the device.
   */
  site?: string | null;
  /**
   * What it is.
   */
  category?: string | null;
  /**
   * Whether it hangs on a cable.
   */
  is_wired?: string | number | boolean | null;
  /**
   * What it is for.
   */
  role?: unknown;
  /**
   * Standing.
   */
  status?: string | null;
  /**
   * What it is.
   */
  kind?: string | null;
  /**
   * Remarks.
   */
  description?: unknown;
}
