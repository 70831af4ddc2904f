import type { GuestKind } from '../../estate/model/guest.ts';

export interface FoundGuest {
  readonly vmid: number;
  readonly node: string;
  readonly name?: string;
  readonly kind?: GuestKind;
  readonly template: boolean;
  /** False for one that was seen stopped; undefined when nobody could tell. */
  readonly runs?: boolean;
  /** Place in the start order of its node, smaller first. */
  readonly order?: number;
}

export interface FoundNode {
  readonly id: string;
  readonly kind: 'hypervisor' | 'nas';
  readonly address?: string;
}

/** A machine whose part in the estate only another import can tell. */
export interface FoundHost {
  readonly name: string;
  readonly address?: string;
}

/** A storage that hypervisors mount from another machine. */
export interface FoundStorage {
  readonly id: string;
  readonly server: string;
  /** Hypervisors that mount it; all of them when left out. */
  readonly nodes?: readonly string[];
}

/** A job of `/cluster/backup` with the guests that it saves. */
export interface FoundJob {
  readonly id: string;
  readonly enabled: boolean;
  /** Minute, hour, day of month, month, day of week. */
  readonly cron: string;
  readonly storage: string;
  /** Undefined: every guest, but for `exclude`. */
  readonly vmids?: readonly number[];
  readonly exclude: readonly number[];
  readonly node?: string;
  /** As Proxmox writes it, such as `keep-last=7`. */
  readonly retention?: string;
  /** Ending of its files behind `.vma` or `.tar`, with the dot; empty when they are not compressed. */
  readonly ending: string;
}

/** What one import says of one site, and in words what it did not take over. */
export interface Facts {
  readonly guests: readonly FoundGuest[];
  readonly nodes: readonly FoundNode[];
  readonly hosts: readonly FoundHost[];
  readonly storages: readonly FoundStorage[];
  readonly jobs: readonly FoundJob[];
  readonly left: readonly string[];
}

export const NO_FACTS: Facts = { guests: [], nodes: [], hosts: [], storages: [], jobs: [], left: [] };

export function together(all: readonly Facts[]): Facts {
  return {
    guests: all.flatMap((facts) => facts.guests),
    nodes: all.flatMap((facts) => facts.nodes),
    hosts: all.flatMap((facts) => facts.hosts),
    storages: all.flatMap((facts) => facts.storages),
    jobs: all.flatMap((facts) => facts.jobs),
    left: all.flatMap((facts) => facts.left),
  };
}

/** An id that contracts may use. */
export const isId = (text: string): boolean => /^[A-Za-z0-9_][A-Za-z0-9._-]{0,62}$/.test(text);

/** A VMID, also when quoted. */
export function vmidOf(value: unknown): number | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^[1-9]\d{2,8}$/.test(text) ? Number(text) : undefined;
}

export const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && isId(value) ? value : undefined;

/** True, 1 and their texts. */
export const isTrue = (value: unknown): boolean => value === true || /^(1|true|yes)$/i.test(String(value));

export const kindOf = (value: unknown): GuestKind | undefined =>
  value === 'qemu' || value === 'lxc' ? value : undefined;
