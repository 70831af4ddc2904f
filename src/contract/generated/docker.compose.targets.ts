// Generated from schemas/docker.compose.targets.schema.json by "npm run generate". Edit that instead.

/**
 * Which compose stacks run on which SSH target.
 */
export interface ComposeTargets {
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
   * Hosts by SSH target.
   */
  targets: {
    [k: string]: ComposeTarget;
  };
}
/**
 * One host.
 */
export interface ComposeTarget {
  /**
   * SSH target.
   */
  ssh_target?: string | null;
  /**
   * Seconds to wait for a connection.
   */
  connect_timeout_sec?: number | null;
  /**
   * Whether it is used; absent means yes.
   */
  enabled?: boolean;
  /**
   * Remarks.
   */
  description?: unknown;
  /**
   * Stacks of the host.
   */
  stacks?: ComposeStack[] | null;
}
/**
 * One stack.
 */
export interface ComposeStack {
  /**
   * Name of the stack.
   */
  name: string;
  /**
   * Folder of its compose file.
   */
  path?: string | null;
  /**
   * Whether it is on its way out.
   */
  legacy_only?: string | number | boolean | null;
  /**
   * Whether, or where, it really runs.
   */
  authoritative_runtime?: string | number | boolean | null;
}
