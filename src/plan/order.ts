import { named, shortly } from '../estate/ask/describe.ts';
import { edgesOf } from '../estate/ask/edges.ts';
import { oncePerEstate } from '../estate/ask/once.ts';
import { orderOf, phasesInOrder, startedBy } from '../estate/ask/positions.ts';
import type { Reference } from '../estate/model/entity.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { OrderEntry, OrderList, Sequence } from '../estate/model/order.ts';
import type { Site } from '../estate/model/site.ts';
import { isGuest, referenceOf } from '../estate/reading/reference.ts';
import { quoted } from '../finding/printable.ts';
import { groupByNames } from '../grouping/groups.ts';
import { guestsOf, isMember, type Member, nodesOf } from './members.ts';
import { readsStopOrder } from './phases.ts';
import { type Placed, placeNodes, withGuests } from './place-nodes.ts';
import type { Planning, Reason } from './planning.ts';

/** The members of a site in the order in which they start, each with the reason of its position. */
export function startOrder(planning: Planning, site: Site): readonly Placed[] {
  const ordered = members(planning, site, startEntries(planning, site));
  const listed = withGuests(ordered, unlistedGuests(planning, site, ordered), needs(planning.estate));
  return placeNodes(listed, unlisted(planning, site, listed, 'start'), needs(planning.estate));
}

/** The members of a site in the order in which they stop. */
export function stopOrder(planning: Planning, site: Site): readonly Placed[] {
  const listed = members(planning, site, stopEntries(planning, site));
  refuseMissing(planning, site, listed, 'shutdown_order');
  const nodes = unlisted(planning, site, listed, 'stop');
  return [...placeNodes([...listed].reverse(), nodes, needs(planning.estate))].reverse();
}

interface Entry {
  readonly entry: OrderEntry;
  readonly reason: string;
}

function startEntries(planning: Planning, site: Site): readonly Entry[] {
  const list = planning.estate.index.sequenceOf(site.id)?.startup;
  return list ? entriesOf(list) : phaseEntries(planning, site);
}

/** Without a stop list the start order is read backwards. */
function stopEntries(planning: Planning, site: Site): readonly Entry[] {
  const list = planning.estate.index.sequenceOf(site.id)?.shutdown;
  if (list) return entriesOf(list);
  return [...startEntries(planning, site)].reverse().map(({ entry, reason }) => ({
    entry,
    reason: `no shutdown_order is written; read backwards: ${reason}`,
  }));
}

const entriesOf = (list: OrderList): Entry[] =>
  list.entries.map((entry, index) => ({ entry, reason: `${list.name}, place ${index + 1}` }));

/** In version 3 a site may have no list at all; then its phases tell the start. */
function phaseEntries(planning: Planning, site: Site): Entry[] {
  return phasesInOrder(planning.estate, site.id).flatMap((phase) =>
    phase.hosts.flatMap((host) =>
      [...startedBy(host), ...(host.target ? [host.target] : [])]
        .filter((entry) => entry.guest !== undefined || entry.vmid !== undefined)
        .map((entry) => ({ entry, reason: `phase ${phase.number}` })),
    ),
  );
}

function members(planning: Planning, site: Site, entries: readonly Entry[]): Placed[] {
  const placed = new Map<Reference, Placed>();
  for (const { entry, reason } of entries) {
    const thing = entityOf(planning, site, entry);
    if (!thing) continue;
    const key = referenceOf(thing);
    if (!placed.has(key)) placed.set(key, { thing, because: { text: reason, at: entry.at } });
  }
  return [...placed.values()];
}

/** What an entry names, where a window acts on it; what does not exist or stands elsewhere is refused. */
function entityOf(planning: Planning, site: Site, entry: OrderEntry): Member | undefined {
  const { estate } = planning;
  const thing =
    estate.index.guest(entry.guest ?? '') ??
    (entry.node === undefined ? undefined : estate.index.node(entry.node));
  if (!thing) {
    planning.refuse(
      `the order of site "${site.id}" names ${quoted(entry.text)}, which no contract knows`,
      entry.at,
    );
    return undefined;
  }
  if (thing.site !== undefined && thing.site !== site.id) {
    const message = `the order of site "${site.id}" names ${named(thing)}: each site orders its own`;
    planning.refuse(message, entry.at, [{ text: 'declared here', at: thing.at }]);
    return undefined;
  }
  if (isMember(estate, thing)) return thing;
  const why = isGuest(thing) ? `it is ${thing.state}` : 'a window stops and starts hypervisors and NAS only';
  planning.leave(site.id, thing.subject, `${shortly(thing)} stands in the order, but ${why}`, entry.at);
  return undefined;
}

/**
 * Active guests that startup_order leaves out. Where something is stopped they are refused; after a loss of power they
 * start all the same, if vm.lifecycle knows them.
 */
function unlistedGuests(planning: Planning, site: Site, ordered: readonly Placed[]): Placed[] {
  if (readsStopOrder(planning.scope.phase) || ordered.length === 0) {
    refuseMissing(planning, site, ordered, 'startup_order');
    return [];
  }
  return missingFrom(planning, site, ordered).flatMap((guest) => {
    if (guest.row)
      return [
        {
          thing: guest,
          because: {
            text: 'startup_order does not hold it; it starts when something needs it, else last',
            at: guest.row,
          },
        },
      ];
    const text = `${shortly(guest)} is not started: no order holds it, and vm.lifecycle has no row for it`;
    planning.leave(site.id, guest.subject, text, guest.at);
    return [];
  });
}

function missingFrom(planning: Planning, site: Site, listed: readonly Placed[]): readonly Guest[] {
  const held = new Set(listed.map(({ thing }) => referenceOf(thing)));
  return guestsOf(planning.estate, site.id).filter((guest) => !held.has(guest.key));
}

function refuseMissing(planning: Planning, site: Site, listed: readonly Placed[], name: string): void {
  const { estate } = planning;
  const missing = missingFrom(planning, site, listed);
  if (missing.length === 0) return;
  const sequence = estate.index.sequenceOf(site.id);
  if (missing.length === guestsOf(estate, site.id).length) {
    refuseEmpty(planning, site, sequence, name);
    return;
  }
  for (const guest of missing) {
    planning.refuse(
      `${named(guest)} is active, but ${name} does not hold it: add ${guest.vmid}`,
      listAt(sequence, name) ?? guest.at,
      [{ text: 'declared here', at: guest.at }],
    );
  }
}

function refuseEmpty(planning: Planning, site: Site, sequence: Sequence | undefined, name: string): void {
  const guests = guestsOf(planning.estate, site.id);
  planning.refuse(
    `site "${site.id}" has ${guests.length === 1 ? 'an active guest' : `${guests.length} active guests`}, but no ${name} that holds any: add lifecycle.${site.id}.${name} to startup.sequencing.yaml`,
    listAt(sequence, name) ?? site.at,
    guests.slice(0, 8).map((guest): Reason => ({ text: shortly(guest), at: guest.at })),
  );
}

const listAt = (sequence: Sequence | undefined, name: string) =>
  (name === 'startup_order' ? sequence?.startup : sequence?.shutdown)?.at ?? sequence?.at;

const RULES = {
  start: { nas: 'a NAS starts first', hypervisor: 'a hypervisor starts before its guests' },
  stop: { nas: 'a NAS stops last', hypervisor: 'a hypervisor stops after its guests' },
} as const;

/** Hypervisors and NAS that the list leaves out, as all lists of version 3 do; NAS first. */
function unlisted(
  planning: Planning,
  site: Site,
  listed: readonly Placed[],
  way: 'start' | 'stop',
): Placed[] {
  const { estate } = planning;
  const held = new Set(listed.map(({ thing }) => thing));
  const turns = orderOf(estate, site.id).start;
  return [...nodesOf(estate, site.id, 'nas'), ...nodesOf(estate, site.id, 'hypervisor')]
    .filter((node) => !held.has(node))
    .map((node) => {
      const phase = way === 'start' ? turns.get(node.id)?.phase : undefined;
      const where = phase?.explicit ? `${phase.text} holds it` : 'no list holds it';
      return {
        thing: node,
        because: {
          text: `${RULES[way][node.kind as 'nas' | 'hypervisor']}; ${where}`,
          at: phase?.at ?? node.at,
        },
      };
    });
}

/** What each thing needs, by required edges. */
const needs = oncePerEstate((estate) => {
  const required = edgesOf(estate).filter((edge) => edge.required);
  const byConsumer = groupByNames(required, (edge) => [edge.consumer]);
  return (thing: Member): readonly Member[] => (byConsumer.get(thing) ?? []).map((edge) => edge.provider);
});
