/** What a hypervisor or a VM remembers while it is off. */
export interface NodeState {
  /** Storages that are disabled. */
  readonly disabled: Set<string>;
  /** Units that do not run until the next boot. */
  readonly stopped: Set<string>;
  /** Compose stacks by their folder; one that is not here runs. */
  readonly stacks: Map<string, boolean>;
  /** Rows as pvesh has them. */
  readonly tasks: unknown[];
  readonly pools: unknown[];
  /** Percent. */
  rootUsed: number;
}

export const newNodeState = (): NodeState => ({
  disabled: new Set(),
  stopped: new Set(),
  stacks: new Map(),
  tasks: [],
  pools: [{ name: 'rpool', health: 'ONLINE', size: 1, alloc: 0, free: 1 }],
  rootUsed: 40,
});
