import type { Entity, Stated } from './entity.ts';

/** What a device registry says of the network of its devices. Subject: the site, else the registry. */
export interface Lan extends Entity {
  readonly subnet?: Stated<string>;
  /** Addresses that DHCP gives out as name servers. */
  readonly resolvers: readonly Stated<string>[];
}
