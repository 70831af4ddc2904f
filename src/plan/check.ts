import type { GuestKind } from '../estate/model/guest.ts';
import type { Argv, Route } from './route-model.ts';

/** A command that only reads, and where it runs. */
interface Reading {
  readonly via: Route;
  readonly read: Argv;
}

/** Where a connection is tried from: null is where this tool runs. */
interface Knock {
  readonly host: string;
  readonly from: Route | null;
}

/** A guest, as `qm` or `pct` reads it. */
interface GuestReading extends Reading {
  readonly guest: string;
  readonly vmid: number;
  readonly guestKind: GuestKind;
}

/** What can be observed of a guest. `guest-known`: it exists, is of this kind, and is running or stopped and nothing else. */
type GuestCheck =
  | (GuestReading & { readonly kind: 'guest-known' })
  | (GuestReading & { readonly kind: 'guest-state'; readonly state: 'running' | 'stopped' });

/** What can be observed of a hypervisor. */
type HypervisorCheck =
  | (Reading & { readonly kind: 'host-up' })
  /** One of the tools is there; a command for each that ends with 0 where it is. */
  | {
      readonly kind: 'sender';
      readonly via: Route;
      readonly tools: readonly string[];
      readonly reads: readonly Argv[];
    }
  | (Reading & { readonly kind: 'guests-unlocked'; readonly vmids: readonly number[] })
  /** Of the guests of this kind there none runs but these. */
  | (Reading & {
      readonly kind: 'no-other-guests';
      readonly guestKind: GuestKind;
      readonly vmids: readonly number[];
    })
  | (Reading & { readonly kind: 'no-tasks'; readonly types: readonly string[] })
  | (Reading & { readonly kind: 'pools-healthy' })
  | (Reading & { readonly kind: 'root-disk-below'; readonly percent: number })
  | (Reading & { readonly kind: 'unit'; readonly unit: string; readonly active: boolean })
  | (Reading & { readonly kind: 'storage-enabled'; readonly storage: string; readonly enabled: boolean })
  | (Reading & { readonly kind: 'storage-active'; readonly storage: string })
  | (Reading & { readonly kind: 'mount'; readonly path: string; readonly mounted: boolean })
  | (Reading & { readonly kind: 'stack'; readonly stack: string; readonly running: boolean });

/** Off: all ports stay closed for a while, though one was open before, and the second observer sees nothing either. */
export interface HostOff extends Knock {
  readonly kind: 'host-off';
  readonly ports: readonly number[];
  readonly quietSec: number;
  /** The command must fail there. */
  readonly observer: Reading | null;
}

/** What can be observed over the network. `read` is for a look from elsewhere, where this tool cannot connect itself. */
export type NetworkCheck =
  | HostOff
  /** One of the ports; one command for each. */
  | (Knock & { readonly kind: 'tcp'; readonly ports: readonly number[]; readonly reads: readonly Argv[] })
  | (Knock & {
      readonly kind: 'export';
      readonly port: number;
      readonly paths: readonly string[];
      readonly read: Argv;
    })
  | (Knock & { readonly kind: 'dns'; readonly port: number; readonly name: string; readonly read: Argv })
  | {
      readonly kind: 'http';
      readonly url: string;
      /** Empty: any answer below 400. */
      readonly statuses: readonly number[];
      readonly from: Route | null;
      readonly read: Argv;
    };

/** What is decided where this tool runs. */
type OwnCheck =
  | {
      readonly kind: 'command';
      readonly capability: string;
      readonly argv: Argv;
      readonly timeoutSec: number;
    }
  | { readonly kind: 'pack'; readonly pack: string; readonly site: string }
  | {
      readonly kind: 'backup-younger';
      readonly guest: string;
      readonly target: string;
      readonly hours: number;
    }
  | { readonly kind: 'lock'; readonly site: string; readonly via: Route | null };

/** Everything that a step or guard can observe; a closed union. */
export type Check = GuestCheck | HypervisorCheck | NetworkCheck | OwnCheck;
