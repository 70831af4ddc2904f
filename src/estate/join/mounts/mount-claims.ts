import type { Anchor } from '../../../finding/place.ts';
import type { Stated } from '../../model/entity.ts';
import type { Guest } from '../../model/guest.ts';
import type { Node } from '../../model/node.ts';

/** One contract's word on a mount, before equal ones are merged. */
export interface MountClaim {
  readonly at: Anchor;
  readonly consumer?: Node | Guest;
  readonly consumerText: string;
  /** Undefined when only the source is known. */
  readonly path?: string;
  readonly source?: string;
  /** The host part of the source. */
  readonly host?: string;
  readonly storage?: string;
  readonly providerStated?: Stated<string>;
}
