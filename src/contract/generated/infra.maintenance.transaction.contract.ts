// Generated from schemas/infra.maintenance.transaction.contract.schema.json by "npm run generate". Edit that instead.

/**
 * Out-of-band access to the site.
 */
export type OutOfBand = {
  /**
   * Devices that must answer.
   */
  devices?: OutOfBandDevice[] | null;
  /**
   * Nodes whose power-off the access survives.
   */
  survives_poweroff_of?: string[] | null;
} | null;
/**
 * Policy of one site.
 */
export type OutOfBandPolicy = {
  /**
   * Whether the guard must pass or somebody on site must acknowledge.
   */
  requires_guard_pass_or_onsite_ack?: boolean | null;
  /**
   * Remarks.
   */
  note?: unknown;
} | null;
/**
 * Timeouts and attempts of the checks, for a dry run and for the real one.
 */
export type VerifyPolicy = {
  dry_run?: DryRunChecks;
  execute?: ExecutedChecks;
} | null;
/**
 * Checks of a dry run; this tool's dry runs ask no machine.
 */
export type DryRunChecks = {
  /**
   * Seconds for one look at the containers of a stack.
   */
  docker_timeout_sec?: number | null;
  /**
   * How often the containers of a stack is looked at.
   */
  docker_attempts?: number | null;
  /**
   * Seconds between two looks at the containers of a stack.
   */
  docker_backoff_sec?: number | null;
  /**
   * Seconds for one look at a service.
   */
  services_timeout_sec?: number | null;
  /**
   * How often a service is looked at.
   */
  services_attempts?: number | null;
  /**
   * Seconds between two looks at a service.
   */
  services_backoff_sec?: number | null;
  /**
   * Seconds for one postcheck.
   */
  verify_core_timeout_sec?: number | null;
  /**
   * Whether a check that fails fails the window.
   */
  strict_exit?: boolean | null;
} | null;
/**
 * Checks of a real window.
 */
export type ExecutedChecks = {
  /**
   * Seconds for one look at the containers of a stack.
   */
  docker_timeout_sec?: number | null;
  /**
   * How often the containers of a stack is looked at.
   */
  docker_attempts?: number | null;
  /**
   * Seconds between two looks at the containers of a stack.
   */
  docker_backoff_sec?: number | null;
  /**
   * Seconds for one look at a service.
   */
  services_timeout_sec?: number | null;
  /**
   * How often a service is looked at.
   */
  services_attempts?: number | null;
  /**
   * Seconds between two looks at a service.
   */
  services_backoff_sec?: number | null;
  /**
   * Seconds for one postcheck.
   */
  verify_core_timeout_sec?: number | null;
  /**
   * Whether a check that fails fails the window.
   */
  strict_exit?: boolean | null;
  /**
   * Seconds after a start within which a failed look does not count.
   */
  startup_grace_sec?: number | null;
} | null;

/**
 * Phases, guards and limits of a maintenance window, site by site.
 */
export interface MaintenanceTransactionContract {
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
   * Phases of a window, in order.
   */
  phase_order?: string[] | null;
  /**
   * What a window does at each site.
   */
  sites: MaintenanceSite[];
  /**
   * Out-of-band policy by site id, and the token that acknowledges its loss.
   */
  oob_policy?: {
    /**
     * Word that acknowledges the loss of out-of-band access.
     */
    ack_token?: string | null;
    [k: string]: OutOfBandPolicy | string | null | undefined;
  } | null;
  /**
   * Where a window keeps its checkpoint; `<window_id>` is replaced.
   */
  checkpoint_path?: string | null;
  /**
   * Capabilities that must pass after a window.
   */
  required_postchecks?: (string | number)[] | null;
  verify_policy?: VerifyPolicy;
}
/**
 * One site in a window.
 */
export interface MaintenanceSite {
  /**
   * Site id.
   */
  id: string | number;
  /**
   * Hypervisor of the site.
   */
  host_id?: string | null;
  /**
   * Whether the out-of-band guard must pass first.
   */
  requires_oob_guard?: boolean | null;
  /**
   * Whether recovery runs for the site after a start.
   */
  requires_recovery?: boolean | null;
  /**
   * Oldest backup, in hours, with which a window may begin: one number, or one by classification.
   */
  backup_max_age_hours?:
    | number
    | {
        [k: string]: number;
      }
    | null;
  /**
   * Node that stays up and sends the wake packet.
   */
  waker?: string | null;
  /**
   * Address the wake packet is sent to.
   */
  broadcast?: string | null;
  /**
   * Whether a guest that does not shut down is stopped hard.
   */
  escalate_stop?: boolean | null;
  /**
   * Seconds a guest gets to shut down.
   */
  guest_stop_timeout_sec?: number | null;
  /**
   * Command that stops the NAS of the site.
   */
  nas_stop?: string[] | null;
  /**
   * Node from which it is seen that a node is off.
   */
  off_observer?: string | null;
  /**
   * Node that keeps the lock of the site.
   */
  lock_host?: string | null;
  oob?: OutOfBand;
  /**
   * Remarks.
   */
  note?: unknown;
  /**
   * Remarks.
   */
  notes?: unknown;
}
/**
 * One device.
 */
export interface OutOfBandDevice {
  /**
   * Key of the device.
   */
  id: string | number;
  /**
   * Ports of which one must answer.
   */
  tcp_any?: number[] | null;
}
