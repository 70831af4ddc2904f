import type { ContractKind } from '../../contract/kinds.ts';
import type { Anchor } from '../../finding/place.ts';
import type { Entity, Stated } from './entity.ts';

export type NodeKind = 'hypervisor' | 'nas' | 'network' | 'oob' | 'workstation' | 'device';

/** What has power and an address. Keyed by its id over all contracts. */
export interface Node extends Entity {
  readonly id: string;
  readonly kind: NodeKind;
  /** Other names: hostnames, registry ids, aliases. */
  readonly names: readonly string[];
  readonly addresses: readonly Stated<string>[];
  readonly overlayAddresses: readonly Stated<string>[];
  readonly macs: readonly Stated<string>[];
  /** Contracts that state a row for it. */
  readonly rows: readonly { readonly kind: ContractKind; readonly at: Anchor }[];
  readonly ssh?: SshTarget;
  readonly registry?: RegistryHost;
}

export interface SshTarget {
  readonly id: string;
  readonly at: Anchor;
  readonly host?: string;
  readonly overlay?: string;
  readonly user?: string;
  readonly port?: number;
  readonly probeVia?: string;
  readonly mac?: string;
  readonly tags: readonly string[];
}

/** `hosts.<id>` of SERVICE_REGISTRY. */
export interface RegistryHost {
  readonly id: string;
  readonly at: Anchor;
  readonly kind?: Stated<string>;
  readonly site?: Stated<string>;
  readonly domain?: Stated<string>;
  readonly terminalRole?: Stated<string>;
  readonly slo?: Stated<unknown>;
}
