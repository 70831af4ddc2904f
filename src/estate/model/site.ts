import type { ContractKind } from '../../contract/kinds.ts';
import type { Anchor } from '../../finding/place.ts';
import type { Entity, Stated } from './entity.ts';

export type SiteStatus = 'active' | 'planned' | 'retired';

/** A place with one LAN. Source: topology.sites, joined with the transaction contract. */
export interface Site extends Entity {
  readonly id: string;
  readonly name?: string;
  readonly status: SiteStatus;
  readonly lan?: Stated<string>;
  readonly vmidRange?: Stated<{ readonly from: number; readonly to: number }>;
  readonly timezone?: Stated<string>;
  /** The machine through which the site is reached over the overlay. */
  readonly anchor?: Stated<string>;
  /** Node ids of this site. */
  readonly hypervisors: readonly string[];
  readonly nas: readonly string[];
  readonly maintenance?: SiteMaintenance;
  /** The key that holds this site's out-of-band policy, where one is written. */
  readonly oobPolicy?: Anchor;
  /** `oob_policy.<site>.requires_guard_pass_or_onsite_ack` of the transaction contract. */
  readonly oobPolicySwitch?: Stated<boolean>;
}

/** The site's row in infra.maintenance.transaction.contract. Hours and seconds as named. */
export interface SiteMaintenance {
  readonly at: Anchor;
  readonly hostId?: Stated<string>;
  readonly requiresRecovery?: Stated<boolean>;
  readonly requiresOobGuard?: Stated<boolean>;
  /** One number for all, or hours by classification of the target. */
  readonly backupMaxAgeHours?: Stated<number | Readonly<Record<string, number>>>;
  readonly waker?: Stated<string>;
  readonly broadcast?: Stated<string>;
  readonly escalateStop?: Stated<boolean>;
  readonly guestStopTimeoutSec?: Stated<number>;
  readonly nasStop?: Stated<readonly string[]>;
  readonly offObserver?: Stated<string>;
  readonly lockHost?: Stated<string>;
  readonly oob?: Oob;
}

export interface Oob {
  readonly at: Anchor;
  readonly devices: readonly {
    readonly id: string;
    readonly tcpAny: readonly number[];
    readonly at: Anchor;
  }[];
  readonly survivesPoweroffOf: readonly Stated<string>[];
}

/** A list of sites in any contract, for comparing the lists with each other. */
export interface SiteList {
  /** In words, such as the file's base name and the key. */
  readonly name: string;
  readonly kind: ContractKind;
  /** The key of the list. */
  readonly at: Anchor;
  readonly entries: readonly Stated<string>[];
  /** True when every active site has to be in it. */
  readonly complete: boolean;
}

/** Bindings that put one host at different sites. */
export interface SiteDispute extends Entity {
  readonly id: string;
  readonly statements: readonly Stated<string>[];
}
