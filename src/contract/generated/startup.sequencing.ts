// Generated from schemas/startup.sequencing.schema.json by "npm run generate". Edit that instead.

/**
 * The order in which the guests and nodes of each site are started and stopped. Version 3 has one `<site>_vm_lifecycle` key per site; version 4 has `lifecycle.<site>`.
 */
export interface StartupSequencing {
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
   * Version 4: the orders, by site id.
   */
  lifecycle?: {
    [k: string]: SiteLifecycle;
  } | null;
  /**
   * The steps of a start, with the targets, stacks, waits and probes of each.
   */
  phases?: Phase[] | null;
  /**
   * Who needs whom.
   */
  dependencies?: Dependency[] | null;
  [k: string]:
    | SiteLifecycle
    | number
    | string
    | null
    | boolean
    | {
        [k: string]: SiteLifecycle;
      }
    | Phase[]
    | Dependency[]
    | undefined;
}
/**
 * The guests and the orders of one site.
 *
 * This interface was referenced by `StartupSequencing`'s JSON-Schema definition
 * via the `patternProperty` "^.+_vm_lifecycle$".
 */
export interface SiteLifecycle {
  /**
   * Hypervisor that carries the guests.
   */
  host_id?: string | null;
  /**
   * Guests that run.
   *
   * Items: The number of a guest in its cluster, bare or quoted.
   */
  active_vm_ids?: (number | string)[];
  /**
   * Guests that no longer exist.
   */
  destroyed_vm_ids?: (number | string)[] | null;
  /**
   * Guests that are out of service.
   */
  retired_vm_ids?: (number | string)[] | null;
  /**
   * Clone sources; never started.
   */
  template_vm_ids?: (number | string)[] | null;
  /**
   * First to last to start. Version 3 lists VMIDs only, version 4 nodes as well.
   *
   * Items: A VMID of this site, alone or as site/VMID, or the id of a node.
   */
  startup_order?: (number | string)[];
  /**
   * First to last to stop: the same members as startup_order.
   *
   * Items: A VMID of this site, alone or as site/VMID, or the id of a node.
   */
  shutdown_order?: (number | string)[];
  /**
   * Remarks.
   */
  notes?: unknown;
}
/**
 * One step of a start.
 */
export interface Phase {
  /**
   * Position of the phase among the phases of its site.
   */
  phase?: number | null;
  /**
   * Site the phase belongs to.
   */
  site?: string | null;
  /**
   * What the phase is called.
   */
  label?: unknown;
  /**
   * Remarks.
   */
  description?: unknown;
  /**
   * What is started in this phase.
   */
  hosts?: PhaseHost[] | null;
}
/**
 * One target of a phase.
 */
export interface PhaseHost {
  /**
   * SSH target, hypervisor or NAS that the phase acts on.
   */
  target: string | number;
  /**
   * Compose stacks to start on the target.
   */
  stacks?: string[] | null;
  /**
   * VMs to start. Estates also list containers here.
   */
  vm_ids?: (number | string)[] | null;
  /**
   * Containers to start.
   */
  lxc_ids?: (number | string)[] | null;
  /**
   * Seconds to wait after the target was started.
   */
  wait_after_sec?: number | null;
  /**
   * URLs that answer when the target is up.
   */
  health_probes?: (string | number)[] | null;
  /**
   * Remarks.
   */
  description?: unknown;
}
/**
 * One edge from a consumer to what it needs.
 */
export interface Dependency {
  /**
   * Guest or node that needs the provider.
   */
  consumer: string;
  /**
   * Guest or node that must be up first.
   */
  provider: string;
  /**
   * How the consumer depends on the provider.
   */
  via?: 'nfs' | 'dns' | 'order';
  /**
   * Mount point of the consumer, where the edge is a mount.
   */
  mount?: string | number | boolean | null;
  /**
   * Whether the consumer cannot start without the provider.
   */
  required?: boolean;
}
