import { governedNodes, knownGuests } from '../../estate/ask/standard.ts';
import type { Reference } from '../../estate/model/entity.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import type { OrderEntry, OrderList, Sequence } from '../../estate/model/order.ts';
import { isGuest, referenceOf } from '../../estate/reading/reference.ts';
import { type Anchor, type DataPath, isSpan } from '../../finding/place.ts';
import type { AddItem } from '../change.ts';
import { isEarly, neighboursOf, startPlace, stopPlace } from './turn.ts';

export const referenceIn = (entry: OrderEntry): Reference | undefined => entry.guest ?? entry.node;

export const pathOf = (anchor: Anchor): DataPath => (isSpan(anchor) ? [] : anchor.path);

/** What stands for a thing in the lists of its own site. */
export const entryFor = (thing: Node | Guest): string | number => (isGuest(thing) ? thing.vmid : thing.id);

/** Entries that put a thing into every list of its site that lacks it; undefined where its dependencies forbid it. */
export function intoLists(estate: Estate, sequence: Sequence, thing: Node | Guest): AddItem[] | undefined {
  const start = references(sequence.startup);
  const stop = references(sequence.shutdown);
  const own = referenceOf(thing);
  const startAt = start.includes(own) ? start.indexOf(own) : startPlace(estate, start, thing);
  if (startAt === undefined) return undefined;
  const stopAt = stopPlace(estate, stop, thing, start.slice(0, startAt));
  if (stopAt === undefined) return undefined;
  const add = (name: string, list: OrderList | undefined, beside: Beside): AddItem => ({
    kind: 'item',
    file: sequence.at.file,
    path: list ? pathOf(list.at) : [...pathOf(sequence.at), name],
    value: entryFor(thing),
    ...beside,
  });
  const early = isEarly(estate, thing);
  const last = startAt === start.length && neighboursOf(estate, thing).consumers.size === 0;
  const stopsFirst = last && !early && stop.length > 0 && isMirror(start, stop);
  const active = sequence.active && isGuest(thing) && !references(sequence.active).includes(own);
  return [
    ...(active ? [add('active_vm_ids', sequence.active, {})] : []),
    ...(start.includes(own)
      ? []
      : [add('startup_order', sequence.startup, beside(sequence.startup, startAt, early))]),
    ...(stop.includes(own)
      ? []
      : [
          add(
            'shutdown_order',
            sequence.shutdown,
            stopsFirst ? { before: 0 } : beside(sequence.shutdown, stopAt, false),
          ),
        ]),
  ];
}

type Beside = Pick<AddItem, 'before' | 'after'>;

/** A place said by the entry in front of it or behind it, so that it holds when other entries come in as well. */
function beside(list: OrderList | undefined, at: number, early: boolean): Beside {
  const [previous, next] = [list?.entries[at - 1], list?.entries[at]];
  if (early && previous) return { after: previous.text };
  return next ? { before: next.text } : {};
}

const isMirror = (start: readonly unknown[], stop: readonly unknown[]): boolean =>
  start.length === stop.length && start.every((entry, index) => entry === stop.at(-1 - index));

const references = (list: OrderList | undefined): (Reference | undefined)[] =>
  (list?.entries ?? []).map(referenceIn);

/** The start and stop order of a site that has none, of all that has to be in it. */
export function freshOrder(
  estate: Estate,
  site: string,
): { start: (string | number)[]; stop: (string | number)[] } {
  const things = [
    ...governedNodes(estate, 'nas'),
    ...governedNodes(estate, 'hypervisor'),
    ...knownGuests(estate),
  ].filter((thing) => thing.site === site);
  const order: (Node | Guest)[] = [];
  for (const thing of things) {
    order.splice(startPlace(estate, order.map(referenceOf), thing) ?? order.length, 0, thing);
  }
  const start = order.map(entryFor);
  return { start, stop: start.toReversed() };
}
