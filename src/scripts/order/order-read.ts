import type { At } from '../at.ts';

/** The keys of startup.sequencing that hold guests. */
export const ORDER_KEYS = ['startup_order', 'shutdown_order', 'active_vm_ids', 'vm_ids', 'lxc_ids'] as const;
export type OrderKey = (typeof ORDER_KEYS)[number];

export const isPhaseKey = (key: OrderKey): boolean => key === 'vm_ids' || key === 'lxc_ids';

/** One expression by which a script takes guests out of the order. */
export interface OrderRead {
  readonly keys: readonly OrderKey[];
  /** Takes the order from a comment line instead of a key. */
  readonly fromComment: boolean;
  readonly expression: string;
  readonly at: At;
}
