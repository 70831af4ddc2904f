import type { Estate } from '../model/estate.ts';
import type { OrderEntry } from '../model/order.ts';
import { phasesInOrder, startedBy } from './positions.ts';

/** An entry of a site's order, and in words where it stands. */
export interface SequencedEntry {
  readonly entry: OrderEntry;
  readonly where: string;
}

/** Entries of the order lists of a site. */
export function* listEntries(estate: Estate, site: string): Generator<SequencedEntry> {
  const sequence = estate.index.sequenceOf(site);
  for (const list of [sequence?.startup, sequence?.shutdown, sequence?.active]) {
    for (const entry of list?.entries ?? []) yield { entry, where: list!.name };
  }
}

/** VMIDs that phases of a site start. */
export function* startedEntries(estate: Estate, site: string): Generator<SequencedEntry> {
  for (const phase of phasesInOrder(estate, site)) {
    for (const entry of phase.hosts.flatMap(startedBy)) yield { entry, where: `phase ${phase.number}` };
  }
}

/** Targets of the phases of a site. */
export function* targetEntries(estate: Estate, site: string): Generator<SequencedEntry> {
  for (const phase of phasesInOrder(estate, site)) {
    for (const { target } of phase.hosts) if (target) yield { entry: target, where: `phase ${phase.number}` };
  }
}

export function* everyEntry(estate: Estate, site: string): Generator<SequencedEntry> {
  yield* listEntries(estate, site);
  yield* startedEntries(estate, site);
  yield* targetEntries(estate, site);
}
