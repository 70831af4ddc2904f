import type { Entity, Stated } from './entity.ts';
import type { Guest } from './guest.ts';
import type { Node } from './node.ts';

/** A row of SERVICE_REGISTRY services. */
export interface Service extends Entity {
  readonly id: string;
  readonly host?: Stated<string>;
  readonly status: string;
  readonly port?: number;
  /** Path or URL that tells whether it is well. */
  readonly health?: string;
  readonly on?: Node | Guest;
}
