import { nameServerOf } from '../../estate/ask/dns.ts';
import { edgesOf } from '../../estate/ask/edges.ts';
import { presumedConsumers } from '../../estate/ask/presumed-consumers.ts';
import type { Reference } from '../../estate/model/entity.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import { isGuest, referenceOf } from '../../estate/reading/reference.ts';

/** What must be up before a thing, and what needs the thing up. */
export interface Neighbours {
  readonly providers: ReadonlySet<Reference>;
  readonly consumers: ReadonlySet<Reference>;
}

export function neighboursOf(estate: Estate, thing: Node | Guest): Neighbours {
  const own = referenceOf(thing);
  const edges = [...edgesOf(estate), ...(isGuest(thing) ? [] : presumedConsumers(estate, thing))];
  const needs = edges.filter((edge) => referenceOf(edge.consumer) === own);
  const needed = edges.filter((edge) => referenceOf(edge.provider) === own);
  return {
    providers: new Set(needs.map((edge) => referenceOf(edge.provider))),
    consumers: new Set(needed.map((edge) => referenceOf(edge.consumer))),
  };
}

/** Places between which a new entry may stand; undefined when its dependencies contradict the list. */
export function window(
  list: readonly (Reference | undefined)[],
  before: ReadonlySet<Reference>,
  after: ReadonlySet<Reference>,
): { from: number; to: number } | undefined {
  const from = list.findLastIndex((entry) => entry !== undefined && before.has(entry)) + 1;
  const first = list.findIndex((entry) => entry !== undefined && after.has(entry));
  const to = first < 0 ? list.length : first;
  return from <= to ? { from, to } : undefined;
}

/** Where a thing starts: a NAS first of all, a name service before other guests, others as late as they may. */
export function startPlace(
  estate: Estate,
  list: readonly (Reference | undefined)[],
  thing: Node | Guest,
): number | undefined {
  const { providers, consumers } = neighboursOf(estate, thing);
  const free = window(list, providers, consumers);
  if (!free) return undefined;
  return isEarly(estate, thing) ? Math.max(free.from, firstPeer(estate, list, thing, free)) : free.to;
}

/** What starts as soon as it may. */
export function isEarly(estate: Estate, thing: Node | Guest): boolean {
  if (!isGuest(thing)) return true;
  return thing.site !== undefined && nameServerOf(estate, thing.site)?.entity === thing;
}

/** Nodes come before guests. */
function firstPeer(
  estate: Estate,
  list: readonly (Reference | undefined)[],
  thing: Node | Guest,
  free: { from: number; to: number },
): number {
  if (!isGuest(thing)) return thing.kind === 'nas' ? free.from : nodesEnd(estate, list, free);
  return nodesEnd(estate, list, free);
}

function nodesEnd(
  estate: Estate,
  list: readonly (Reference | undefined)[],
  { from, to }: { from: number; to: number },
): number {
  const guest = list.findIndex(
    (entry, index) => index >= from && entry !== undefined && estate.index.guest(entry) !== undefined,
  );
  return guest < 0 ? to : Math.min(guest, to);
}

/** Where a thing stops: the mirror of its start, moved as far as its dependencies demand. */
export function stopPlace(
  estate: Estate,
  list: readonly (Reference | undefined)[],
  thing: Node | Guest,
  startsAfter: readonly (Reference | undefined)[],
): number | undefined {
  const { providers, consumers } = neighboursOf(estate, thing);
  const free = window(list, consumers, providers);
  if (!free) return undefined;
  const earlier = [...startsAfter].reverse().find((entry) => entry !== undefined && list.includes(entry));
  const mirror = earlier === undefined ? list.length : list.indexOf(earlier);
  return Math.min(Math.max(mirror, free.from), free.to);
}
