// Generated from schemas/network.devices.ledger.schema.json by "npm run generate". Edit that instead.

/**
 * Bought and placed network devices, as far as they name site, host, address or kind.
 */
export interface NetworkDeviceLedger {
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
   * The devices.
   */
  items: LedgerItem[];
}
/**
 * One device.
 */
export interface LedgerItem {
  /**
   * Key of the device.
   */
  id?: string | null;
  /**
   * Key of the device; other spelling of id.
   */
  device_id?: string | null;
  /**
   * Name for people.
   */
  name?: unknown;
  /**
   * Host it is.
   */
  host?: string | null;
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
  location_or_site?: string | null;
  /**
   * Place.
   */
  location?: string | null;
  /**
   * Hardware address.
   */
  mac?: string | null;
  /**
   * Address.
   */
  ip?: string | null;
  /**
   * Address in the LAN.
   */
  lan_ip?: string | null;
  /**
   * What it is.
   */
  kind?: string | null;
  /**
   * What it is.
   */
  type?: string | null;
  /**
   * What it is.
   */
  class?: string | null;
  /**
   * Standing.
   */
  status?: string | number | boolean | null;
  /**
   * Remarks.
   */
  notes?: unknown;
}
