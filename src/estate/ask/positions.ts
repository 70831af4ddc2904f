import type { Anchor } from '../../finding/place.ts';
import type { Reference } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { OrderEntry, OrderList, Phase, PhaseHost } from '../model/order.ts';
import { isGuest, referenceOf } from '../reading/reference.ts';
import { oncePerEstate } from './once.ts';

/** A place in one order: smaller comes earlier. */
export interface Rank {
  readonly order: number;
  readonly at: Anchor;
  /** In words: the list or phase. */
  readonly text: string;
}

export interface PhaseRank extends Rank {
  readonly number: number;
  /** False for a hypervisor that no phase starts, but whose guests are started by this one. */
  readonly explicit: boolean;
}

/** When a node or guest has its turn: by the order list, and by the phases that executors read. */
export interface Turn {
  readonly list?: Rank;
  readonly phase?: PhaseRank;
}

export interface SiteOrder {
  readonly start: ReadonlyMap<Reference, Turn>;
  readonly stop: ReadonlyMap<Reference, Turn>;
  /** Entries of `active_vm_ids`, which only version 3 has. */
  readonly active: ReadonlyMap<Reference, Rank>;
  /** Whether any phase starts or names a guest. */
  readonly phasesHoldGuests: boolean;
}

const orders = oncePerEstate((estate) => {
  const sites = new Map<string, SiteOrder>();
  return (site: string) => {
    const order = sites.get(site) ?? readOrder(estate, site);
    sites.set(site, order);
    return order;
  };
});

/** The start and stop order of a site. Phases tell only the start; version 3 lists hold no nodes. */
export const orderOf = (estate: Estate, site: string): SiteOrder => orders(estate)(site);

/** Two turns in the order where both have one: the list before the phases; undefined when they share none. */
export function compared(a: Turn | undefined, b: Turn | undefined): readonly [Rank, Rank] | undefined {
  if (a?.list && b?.list) return [a.list, b.list];
  return a?.phase && b?.phase ? [a.phase, b.phase] : undefined;
}

/** The phases of a site as they run. */
export function phasesInOrder(estate: Estate, site: string): readonly Phase[] {
  return [...estate.index.phasesOf(site)].sort((a, b) => a.number - b.number);
}

/** The VMIDs that a row of a phase starts, VMs first. */
export const startedBy = (host: PhaseHost): readonly OrderEntry[] => [...host.vmIds, ...host.lxcIds];

function readOrder(estate: Estate, site: string): SiteOrder {
  const sequence = estate.index.sequenceOf(site);
  const phases = readPhases(estate, site);
  const start = new Map<Reference, Turn>([...phases].map(([reference, phase]) => [reference, { phase }]));
  for (const [reference, list] of readList(sequence?.startup)) {
    start.set(reference, { ...start.get(reference), list });
  }
  const stop = [...readList(sequence?.shutdown)].map(([reference, list]) => [reference, { list }] as const);
  return {
    start,
    stop: new Map<Reference, Turn>(stop),
    active: readList(sequence?.active),
    phasesHoldGuests: [...phases.keys()].some((reference) => estate.index.guest(reference) !== undefined),
  };
}

function readList(list: OrderList | undefined): Map<Reference, Rank> {
  const ranks = new Map<Reference, Rank>();
  for (const [order, entry] of (list?.entries ?? []).entries()) {
    const reference = entry.guest ?? entry.node;
    if (reference === undefined || ranks.has(reference)) continue;
    ranks.set(reference, { order, at: entry.at, text: list?.name ?? '' });
  }
  return ranks;
}

/** A guest is up from the phase that starts it, else from one that names it; a hypervisor from the first that needs it. */
function readPhases(estate: Estate, site: string): Map<Reference, PhaseRank> {
  const started = new Map<Reference, PhaseRank>();
  const named = new Map<Reference, PhaseRank>();
  const rows = phasesInOrder(estate, site).flatMap((phase) => phase.hosts.map((host) => ({ phase, host })));
  rows.forEach(({ phase, host }, order) => {
    const rank = { order, number: phase.number, text: `phase ${phase.number}` };
    const { target } = host;
    const starts = startedBy(host);
    if (target)
      addFirst(named, target.guest ?? target.node, { ...rank, at: target.at, explicit: starts.length === 0 });
    for (const entry of [...starts, ...(target ? [target] : [])]) {
      const carrier = carrierOf(estate, entry.guest);
      addFirst(named, carrier, { ...rank, order: order - 0.5, at: entry.at, explicit: false });
    }
    starts.forEach((entry, index) => {
      const within = order + (index + 1) / (starts.length + 1);
      addFirst(started, entry.guest, { ...rank, order: within, at: entry.at, explicit: true });
    });
  });
  return new Map([...named, ...started]);
}

function addFirst<T>(ranks: Map<Reference, T>, reference: Reference | undefined, rank: T): void {
  if (reference !== undefined && !ranks.has(reference)) ranks.set(reference, rank);
}

/** The hypervisor that has to be up before a guest is. */
export function carrierOf(estate: Estate, guest: Reference | undefined): Reference | undefined {
  const name = guest === undefined ? undefined : estate.index.guest(guest)?.hypervisor?.value;
  const carrier = name === undefined ? undefined : estate.index.named(name);
  return carrier && !isGuest(carrier) ? referenceOf(carrier) : undefined;
}
