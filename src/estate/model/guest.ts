import type { ContractKind } from '../../contract/kinds.ts';
import type { Anchor } from '../../finding/place.ts';
import type { Entity, Reference, Stated } from './entity.ts';
import type { SshTarget } from './node.ts';

export type GuestKind = 'qemu' | 'lxc';

export type GuestState = 'active' | 'planned' | 'template' | 'retired';

/** A contract's word on a guest's kind. */
export interface KindEvidence {
  readonly kind: GuestKind;
  /** `declared`: a lifecycle row; `inventory`; `list`: vm_ids or lxc_ids of a v4 phase, storage row; `glob`: a backup file pattern. */
  readonly strength: 'declared' | 'inventory' | 'list' | 'glob';
  readonly at: Anchor;
  /** What stands there, for messages. */
  readonly text: string;
}

/** A contract's mention of a guest. */
export interface GuestMention {
  readonly kind: ContractKind;
  /** In words, such as `row`, `startup_order`, `backup glob`. */
  readonly what: string;
  readonly at: Anchor;
}

/** A VM or container: any VMID that any contract knows for a site. Key: `<site>/<VMID>`. */
export interface Guest extends Entity {
  readonly key: Reference;
  readonly vmid: number;
  readonly site: string;
  readonly hostname?: string;
  /** Hostname, ssh id and other ids under which contracts know it. */
  readonly names: readonly string[];
  /** Undefined when nothing tells it. */
  readonly guestKind?: GuestKind;
  readonly kindEvidence: readonly KindEvidence[];
  readonly kindDisputed: boolean;
  readonly state: GuestState;
  /** Its row in vm.lifecycle, where it has one. */
  readonly row?: Anchor;
  /** The word of that row for its kind, where it is the word for none: it hides what a row without one means. */
  readonly unreadKind?: Stated<string>;
  readonly status?: Stated<string>;
  readonly hypervisor?: Stated<string>;
  readonly owner?: Stated<string>;
  readonly role?: string;
  readonly stacks: readonly string[];
  readonly services: readonly string[];
  readonly addresses: readonly Stated<string>[];
  readonly overlayAddresses: readonly Stated<string>[];
  /** `backup_target` of the lifecycle row. */
  readonly backupTargetName?: Stated<string>;
  readonly storage?: Anchor;
  readonly ssh?: SshTarget;
  readonly mentions: readonly GuestMention[];
}

/** A VMID that stands in a contract but could be assigned to no site. */
export interface StrayVmid {
  readonly vmid: number;
  readonly kind: ContractKind;
  readonly what: string;
  readonly at: Anchor;
}
