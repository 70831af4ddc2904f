import type { Anchor } from '../finding/place.ts';
import type { Guest, Node, Stated } from './model.ts';

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
