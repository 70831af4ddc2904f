import type { Anchor } from '../../finding/place.ts';
import type { Entity, Reference, Stated } from './entity.ts';
import type { Guest } from './guest.ts';
import type { Node } from './node.ts';

/** An entry of an order list or of a phase. */
export interface OrderEntry {
  /** The text that stands there. */
  readonly text: string;
  readonly at: Anchor;
  /** What it resolves to, where it does. */
  readonly guest?: Reference;
  readonly node?: string;
  readonly vmid?: number;
}

/** The order lists of one site in startup.sequencing. Places of absent lists are the site's key. */
export interface Sequence extends Entity {
  readonly site: string;
  /** 3: `<site>_vm_lifecycle`, guests only; 4: `lifecycle.<site>`, nodes and guests. */
  readonly version: 3 | 4;
  readonly active?: OrderList;
  readonly startup?: OrderList;
  readonly shutdown?: OrderList;
  readonly templates: readonly OrderEntry[];
  readonly retired: readonly OrderEntry[];
}

export interface OrderList {
  readonly at: Anchor;
  readonly name: string;
  readonly entries: readonly OrderEntry[];
}

export interface Phase {
  readonly site: string;
  readonly number: number;
  readonly label: string;
  readonly at: Anchor;
  readonly hosts: readonly PhaseHost[];
}

export interface PhaseHost {
  readonly at: Anchor;
  readonly target?: OrderEntry;
  readonly vmIds: readonly OrderEntry[];
  readonly lxcIds: readonly OrderEntry[];
  readonly stacks: readonly string[];
  readonly waitAfterSec?: number;
  readonly healthProbes: readonly Stated<string>[];
}

/** A declared edge: the consumer needs the provider up. */
export interface Dependency {
  readonly consumer: Stated<Reference>;
  readonly provider: Stated<Reference>;
  readonly via: 'nfs' | 'dns' | 'order';
  readonly mount?: string;
  readonly required: boolean;
  readonly at: Anchor;
  /** What the references resolve to; absent when they resolve to nothing. */
  readonly consumerEntity?: Node | Guest;
  readonly providerEntity?: Node | Guest;
}
