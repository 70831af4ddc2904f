import type { Anchor } from '../../finding/place.ts';
import { groupByNames } from '../../grouping/groups.ts';
import { isPhaseKey, type OrderKey, type OrderRead } from '../../scripts/order/order-read.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { OrderEntry } from '../model/order.ts';
import { oncePerEstate } from './once.ts';
import type { OrderReader } from './order-reader.ts';
import { activeGuests } from './standard.ts';

/** A key of the sequencing contract that holds a guest. */
export interface Holding {
  readonly key: OrderKey | 'target';
  readonly guest: string;
  readonly at: Anchor;
}

/** A guest that a reader does not obtain, and the keys that hold it. */
export interface MissedGuest {
  readonly guest: Guest;
  readonly held: readonly Holding[];
}

export interface MissedAt {
  readonly site: string;
  readonly guests: readonly MissedGuest[];
}

const guestsBySite = oncePerEstate((estate) => groupByNames(activeGuests(estate), ({ site }) => [site]));

const holdingsBySite = oncePerEstate((estate) => {
  const sites = new Map<string, readonly Holding[]>();
  return (site: string) => {
    const known = sites.get(site) ?? holdingsOf(estate, site);
    sites.set(site, known);
    return known;
  };
});

/** Many scripts read alike: what their expressions leave out is worked out once. */
const missed = oncePerEstate((estate) => {
  const known = new Map<string, Map<string, readonly MissedGuest[]>>();
  return (reader: OrderReader, sites: readonly string[]): MissedAt[] => {
    const said = reader.reads.map(({ keys, fromComment, expression }) => [keys, fromComment, expression]);
    const key = JSON.stringify(said);
    const bySite = known.get(key) ?? new Map<string, readonly MissedGuest[]>();
    known.set(key, bySite);
    return sites.flatMap((site) => {
      const guests = bySite.get(site) ?? missedAt(reader, site, estate);
      bySite.set(site, guests);
      return guests.length > 0 ? [{ site, guests }] : [];
    });
  };
});

/** Active guests of each site that a reader leaves out, although the contract holds them or its key is for VMs alone. */
export const missedBy = (reader: OrderReader, sites: readonly string[], estate: Estate): MissedAt[] =>
  missed(estate)(reader, sites);

function missedAt(reader: OrderReader, site: string, estate: Estate): MissedGuest[] {
  const holdings = holdingsBySite(estate)(site);
  const obtained = obtainedBy(reader, site, holdings, estate);
  const keys = new Set(reader.reads.flatMap((read) => read.keys));
  const onlyContainers = keys.size === 1 && keys.has('lxc_ids');
  const onlyVms = keys.size === 1 && keys.has('vm_ids');
  return (guestsBySite(estate).get(site) ?? []).flatMap((guest): MissedGuest[] => {
    if (obtained.has(guest.key) || (onlyContainers && guest.guestKind !== 'lxc')) return [];
    const held = holdings.filter((holding) => holding.guest === guest.key);
    return held.length > 0 || (onlyVms && guest.guestKind === 'lxc') ? [{ guest, held }] : [];
  });
}

function obtainedBy(
  reader: OrderReader,
  site: string,
  holdings: readonly Holding[],
  estate: Estate,
): Set<string> {
  const reads = reader.reads.filter((read) => reaches(read, site, estate));
  const fromKeys = holdings.filter(({ key }) =>
    reads.some((read) => key !== 'target' && read.keys.includes(key) && findsList(read, key, site, estate)),
  );
  const commented = reads.some((read) => read.fromComment) ? commentedOrder(estate).get(site) : undefined;
  return new Set([
    ...fromKeys.map((holding) => holding.guest),
    ...(commented ?? []).map((vmid) => `${site}/${vmid}`),
  ]);
}

/** An expression that spells sites reaches these alone. */
function reaches({ expression }: OrderRead, site: string, estate: Estate): boolean {
  const spelled = [
    ...expression.matchAll(
      /(?<![\w-])([\w-]+)_vm_lifecycle|\bsite["'\]\s]*==\s*["']([\w-]+)["']|\blifecycle(?:\.|\[?["'\s[]*)([\w-]+)/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3]!);
  const sites = spelled.filter((word) => estate.index.site(word) !== undefined);
  return sites.length === 0 || sites.includes(site);
}

/** The two versions of the contract keep their lists below different keys. */
function findsList({ expression }: OrderRead, key: OrderKey, site: string, estate: Estate): boolean {
  if (isPhaseKey(key)) return true;
  const old = /_vm_lifecycle\b/.test(expression);
  const now = /(?<!\w)lifecycle\b/.test(expression);
  if (old === now) return true;
  return estate.index.sequenceOf(site)?.version === (old ? 3 : 4);
}

function holdingsOf(estate: Estate, site: string): Holding[] {
  const sequence = estate.index.sequenceOf(site);
  const hosts = estate.index.phasesOf(site).flatMap((phase) => phase.hosts);
  return [
    ...held('startup_order', sequence?.startup?.entries ?? []),
    ...held('shutdown_order', sequence?.shutdown?.entries ?? []),
    ...held('active_vm_ids', sequence?.active?.entries ?? []),
    ...hosts.flatMap((host) => [
      ...held('vm_ids', host.vmIds),
      ...held('lxc_ids', host.lxcIds),
      ...held('target', host.target ? [host.target] : []),
    ]),
  ];
}

const held = (key: Holding['key'], entries: readonly OrderEntry[]): Holding[] =>
  entries.flatMap(({ guest, at }) => (guest === undefined ? [] : [{ key, guest, at }]));

/** `# <site>_<action>_order: [..]`, as some readers look for it. */
export const commentedOrder = oncePerEstate((estate) => {
  const bySite = new Map<string, number[]>();
  for (const { text } of estate.index.loaded('startup.sequencing')) {
    for (const [, site, list] of text.matchAll(/^#\s*([\w-]+?)_[a-z]+_order:\s*\[(.*?)\]/gm)) {
      bySite.set(site!, [...(bySite.get(site!) ?? []), ...(list!.match(/\d+/g) ?? []).map(Number)]);
    }
  }
  return bySite;
});
