import type { Entity, Stated } from './entity.ts';
import type { Guest } from './guest.ts';
import type { Node } from './node.ts';

export type ProbeClass = 'hypervisor' | 'storage-export' | 'dns' | 'service';

/** An endpoint of services.health. `site` is the site of the host that it looks at. */
export interface Probe extends Entity {
  readonly id: string;
  readonly enabled: boolean;
  readonly class: ProbeClass;
  readonly kind: 'http' | 'tcp' | 'nfs' | 'dns';
  readonly url?: string;
  readonly host?: Stated<string>;
  /** The host of a row that states a node as well. */
  readonly hostBesideNode?: Stated<string>;
  readonly on?: Node | Guest;
}
