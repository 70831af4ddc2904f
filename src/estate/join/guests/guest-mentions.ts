import type { ContractKind } from '../../../contract/kinds.ts';
import type { Anchor } from '../../../finding/place.ts';
import type { Guest, GuestKind, GuestState, KindEvidence } from '../../model/guest.ts';

/** What one contract says of one guest, before it is known which guest that is. */
export interface Mention {
  readonly vmid: number;
  readonly kind: ContractKind;
  /** In words, such as `row`, `startup_order`, `backup glob`. */
  readonly what: string;
  readonly at: Anchor;
  /** The site, where the contract itself tells it. */
  readonly site?: string;
  /** The hypervisor, where the contract names one: its site is the guest's. */
  readonly host?: string;
  /** The backup target that speaks, by which a lifecycle row may claim it. */
  readonly target?: string;
  /** Names under which the contract knows the guest. */
  readonly names: readonly string[];
  readonly evidence?: Pick<KindEvidence, 'kind' | 'strength' | 'text'> & { readonly at?: Anchor };
  /** What it says of the guest's state; the strongest word wins, see `stateOf`. */
  readonly state?: { readonly state: GuestState; readonly weight: number };
  readonly addresses: readonly { readonly value: string; readonly at: Anchor }[];
  /** Fields that only lifecycle and storage rows have. */
  readonly fields?: Partial<
    Pick<
      Guest,
      | 'hostname'
      | 'row'
      | 'unreadKind'
      | 'status'
      | 'hypervisor'
      | 'owner'
      | 'role'
      | 'stacks'
      | 'services'
      | 'backupTargetName'
      | 'storage'
    >
  >;
}

export const STATE_WEIGHT = { lifecycle: 4, list: 3, inventory: 2, mention: 1 } as const;

export function guestKindOf(text: string | undefined): GuestKind | undefined {
  switch (text?.toLowerCase()) {
    case 'lxc':
    case 'ct':
    case 'container':
      return 'lxc';
    case 'qemu':
    case 'vm':
    case 'kvm':
      return 'qemu';
    default:
      return undefined;
  }
}
