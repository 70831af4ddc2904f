import type { Entity, Stated } from './entity.ts';
import type { Guest } from './guest.ts';
import type { Node } from './node.ts';

/** An NFS path used by a node or guest. Key: `<consumer>:<path>`. */
export interface Mount extends Entity {
  readonly key: string;
  readonly path: string;
  /** `address:/export` as written, where written. */
  readonly source?: string;
  /** Storage id of `/mnt/pve/<id>`, where that is how it is named. */
  readonly storage?: string;
  readonly consumer?: Node | Guest;
  readonly consumerText: string;
  readonly provider?: Node | Guest;
  /** The provider as a contract states it; undefined when it was derived from an address, or not found. */
  readonly providerStated?: Stated<string>;
}
