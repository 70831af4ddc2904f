import { collectionAnchor } from '../../estate/ask/collection-key.ts';
import { orderOf } from '../../estate/ask/positions.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import type { OrderList, Sequence } from '../../estate/model/order.ts';
import { isGuest, referenceOf } from '../../estate/reading/reference.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Change } from '../change.ts';
import { freshOrder, intoLists, pathOf, referenceIn } from '../order/lists.ts';
import { intoPhases } from '../order/phases.ts';
import { neighboursOf, startPlace, stopPlace } from '../order/turn.ts';
import { readerOfVersion3, toVersion4 } from '../order/version4.ts';
import type { Obstacle, Proposal, Repair } from '../repair.ts';
import { thingOf } from './thing.ts';

const CONTRADICTED: Obstacle = {
  obstacle: 'no place in the order suits its dependencies; move what it needs first',
};

/** A guest or hypervisor comes into the lists of its site. */
export const sequenceThing: Repair = function* (finding, estate) {
  const thing = thingOf(finding, estate);
  if (thing?.site === undefined) return;
  const sequence = estate.index.sequenceOf(thing.site);
  if (!sequence) yield* wholeOrder(estate, thing.site);
  else yield* listed(estate, sequence, thing);
};

function* listed(estate: Estate, sequence: Sequence, thing: Node | Guest): Iterable<Proposal | Obstacle> {
  const changes = intoLists(estate, sequence, thing);
  if (!changes) {
    yield CONTRADICTED;
    return;
  }
  if (changes.length === 0) return;
  for (const phase of firstGuestPhases(estate, sequence, thing)) yield { changes: [...changes, ...phase] };
  yield { changes };
}

/** Where phases start no guest of the site yet, the order is read from the lists; then both have to change at once. */
function* firstGuestPhases(estate: Estate, sequence: Sequence, thing: Node | Guest): Iterable<Change[]> {
  const [phase] = estate.index.phasesOf(sequence.site);
  if (!phase || !isGuest(thing) || orderOf(estate, sequence.site).phasesHoldGuests) return;
  yield* intoPhases(estate, phase.at.file, sequence, thing);
}

function* wholeOrder(estate: Estate, site: string): Iterable<Proposal> {
  const file = collectionAnchor(estate, 'startup.sequencing', ['lifecycle'], site)?.file;
  if (file === undefined) return;
  const { start, stop } = freshOrder(estate, site);
  const old = estate.sequences.some((one) => one.version === 3);
  const node = (entry: string | number) => typeof entry === 'string';
  if (!old || estate.sequences.some((one) => one.version === 4)) {
    const value = { startup_order: start, shutdown_order: stop };
    yield { changes: [{ kind: 'pair', file, path: ['lifecycle'], key: site, value }] };
    return;
  }
  const guests = start.filter((entry) => !node(entry));
  const host = estate.index.site(site)?.hypervisors[0];
  const value = {
    ...(host !== undefined && { host_id: host }),
    active_vm_ids: guests,
    startup_order: guests,
    shutdown_order: guests.toReversed(),
  };
  yield { changes: [{ kind: 'pair', file, path: [], key: `${site}_vm_lifecycle`, value }] };
}

/** A guest comes into a phase of its site. */
export const startInPhase: Repair = function* (finding, estate) {
  const guest = thingOf(finding, estate);
  const file = collectionAnchor(estate, 'startup.sequencing', ['phases'], guest?.site)?.file;
  if (!guest || !isGuest(guest) || file === undefined) return;
  const sequence = estate.index.sequenceOf(guest.site);
  for (const changes of intoPhases(estate, file, sequence, guest)) yield { changes };
};

/** A NAS comes into the lists and a phase of its site; out of version 3 first, unless a script reads that. */
export const sequenceNas: Repair = function* (finding, estate) {
  const nas = thingOf(finding, estate);
  if (nas?.site === undefined || isGuest(nas)) return;
  const sequence = estate.index.sequenceOf(nas.site);
  if (!sequence) yield* wholeOrder(estate, nas.site);
  else if (sequence.version === 4) yield* intoVersion4(estate, sequence, nas);
  else yield* outOfVersion3(finding, estate, sequence, nas);
};

function* intoVersion4(estate: Estate, sequence: Sequence, nas: Node): Iterable<Proposal | Obstacle> {
  const changes = intoLists(estate, sequence, nas);
  if (!changes) {
    yield CONTRADICTED;
    return;
  }
  for (const phase of phaseOf(estate, sequence, nas)) yield { changes: [...changes, ...phase] };
  yield { changes };
}

function* phaseOf(estate: Estate, sequence: Sequence, nas: Node): Iterable<Change[]> {
  const phases = estate.index.phasesOf(nas.site!);
  if (phases.length === 0 || orderOf(estate, nas.site!).start.get(nas.id)?.phase) return;
  yield* intoPhases(estate, phases[0]!.at.file, sequence, nas);
}

function* outOfVersion3(
  finding: Finding,
  estate: Estate,
  sequence: Sequence,
  nas: Node,
): Iterable<Proposal | Obstacle> {
  if (finding.message.includes('never started')) {
    for (const changes of phaseOf(estate, sequence, nas)) yield { changes };
    return;
  }
  const reader = readerOfVersion3(estate);
  if (reader) yield { obstacle: `the move to "lifecycle.${sequence.site}" waits: ${reader}` };
  else yield { changes: toVersion4(estate, sequence.at.file) };
}

/** Something in the lists moves to where its dependencies allow it; a phase that starts a NAS alone gets a lower number. */
export const moveThing: Repair = function* (finding, estate) {
  const thing = thingOf(finding, estate);
  const sequence = thing?.site === undefined ? undefined : estate.index.sequenceOf(thing.site);
  if (!thing || !sequence) return;
  const changes = [...movedInLists(estate, sequence, thing), ...earlierPhase(estate, thing)];
  if (changes.length > 0) yield { changes };
};

function movedInLists(estate: Estate, sequence: Sequence, thing: Node | Guest): Change[] {
  const start = moved(sequence.startup, thing, (rest) => startPlace(estate, rest, thing));
  const stop = moved(sequence.shutdown, thing, (rest) => stopPlace(estate, rest, thing, []));
  return [...start, ...stop];
}

function moved(
  list: OrderList | undefined,
  thing: Node | Guest,
  place: (rest: readonly (string | undefined)[]) => number | undefined,
): Change[] {
  const all = (list?.entries ?? []).map(referenceIn);
  const from = all.indexOf(referenceOf(thing));
  const to = from < 0 ? undefined : place(all.toSpliced(from, 1));
  if (!list || to === undefined || to === from) return [];
  const order = all.map((_, index) => index);
  order.splice(from, 1);
  order.splice(to, 0, from);
  return [{ kind: 'order', file: list.at.file, path: pathOf(list.at), order }];
}

function earlierPhase(estate: Estate, thing: Node | Guest): Change[] {
  const { start } = orderOf(estate, thing.site!);
  const own = start.get(referenceOf(thing))?.phase;
  const consumers = [...neighboursOf(estate, thing).consumers].flatMap(
    (one) => start.get(one)?.phase?.number ?? [],
  );
  const first = Math.min(...consumers);
  const phases = estate.index.phasesOf(thing.site!);
  const phase = phases.find(({ number }) => number === own?.number);
  const alone =
    phase?.hosts.length === 1 && phase.hosts[0]!.vmIds.length + phase.hosts[0]!.lxcIds.length === 0;
  if (!own || !phase || !alone || own.number < first) return [];
  const value = first - 1;
  if (value < 1 || phases.some(({ number }) => number === value)) return [];
  return [{ kind: 'value', file: phase.at.file, path: pathOf(phase.at), value }];
}

/** Lists of one site get what its other lists hold, and lose what they hold twice. */
export const sameSet: Repair = function* (finding, estate) {
  const sequence = finding.site === undefined ? undefined : estate.index.sequenceOf(finding.site);
  if (!sequence) return;
  const lists = [sequence.startup, sequence.shutdown, sequence.active].filter((list) => list !== undefined);
  const changes = lists.flatMap((list) => repeatsIn(list));
  if (changes.length > 0) yield { changes };
  const things = new Set(lists.flatMap((list) => list.entries.map(referenceIn)));
  for (const reference of things) {
    const thing = reference === undefined ? undefined : estate.index.named(reference);
    if (thing?.site !== sequence.site) continue;
    const lacking = intoLists(estate, sequence, thing);
    if (lacking && lacking.length > 0) yield { changes: lacking };
  }
};

function repeatsIn(list: OrderList): Change[] {
  const seen = new Set<string>();
  const again = list.entries.flatMap((entry, index) => {
    const reference = referenceIn(entry) ?? entry.text;
    if (seen.has(reference)) return [index];
    seen.add(reference);
    return [];
  });
  return again
    .toReversed()
    .map((index): Change => ({ kind: 'drop', file: list.at.file, path: [...pathOf(list.at), index] }));
}
