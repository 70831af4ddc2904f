// Generated from schemas/services.health.schema.json by "npm run generate". Edit that instead.

/**
 * What a probe has that does not say otherwise.
 */
export type ProbeDefaults = {
  /**
   * Seconds to wait for a connection.
   */
  connect_timeout_sec?: number | null;
  /**
   * Seconds to wait for an answer.
   */
  max_time_sec?: number | null;
} | null;

/**
 * The probes that tell whether services and nodes are up.
 */
export interface ServiceHealthEndpoints {
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
  defaults?: ProbeDefaults;
  /**
   * The probes.
   */
  endpoints: Endpoint[];
}
/**
 * One probe.
 */
export interface Endpoint {
  /**
   * Key of the probe.
   */
  id: string;
  /**
   * SSH target of the host that is probed.
   */
  host?: string | null;
  /**
   * Node that is probed.
   */
  node?: string | null;
  /**
   * Address that is asked.
   */
  url?: string | null;
  /**
   * Status that counts as up: one, or several joined by commas.
   */
  expect?: number | string | null;
  /**
   * Whether it is asked; absent means yes.
   */
  enabled?: boolean;
  /**
   * What its answer proves.
   */
  class?: string | null;
  /**
   * How it is asked.
   */
  kind?: string | null;
  /**
   * Port, for tcp.
   */
  port?: number | null;
  /**
   * Remarks.
   */
  description?: unknown;
  /**
   * Remarks.
   */
  notes?: unknown;
}
