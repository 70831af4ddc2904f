import type { ContractKind } from '../contract/kinds.ts';
import { addTo } from '../grouping/groups.ts';
import type { Document } from '../load/document.ts';
import { gapFinder } from './join/loops/gap-finder.ts';
import type { Look } from './look.ts';
import type { Estate, EstateIndex } from './model/estate.ts';

/** The look-ups that gates use, over the finished parts of the model. */
export function indexOf(parts: Omit<Estate, 'index' | 'loops' | 'now'>, look: Look): EstateIndex {
  const guestsBySite = grouped(parts.guests, (guest) => [guest.site]);
  const nodesBySite = grouped(parts.nodes, (node) => (node.site === undefined ? [] : [node.site]));
  const phasesBySite = grouped(parts.phases, (phase) => [phase.site]);
  const targetsByGuest = grouped(parts.backupTargets, (target) => target.guests);
  const sequences = new Map(parts.sequences.map((sequence) => [sequence.site, sequence]));
  const targets = new Map(parts.backupTargets.map((target) => [target.name, target]));
  const observations = new Map(
    parts.evidence.flatMap((one) => one.observations).map((one) => [one.target, one]),
  );
  const capabilities = new Map(parts.capabilities.map((capability) => [capability.id, capability]));
  const gap = gapFinder(parts.gaps);
  const bound = new Map(parts.boundGaps.map((one) => [one.id, one.bindings]));
  const documents = grouped(
    parts.documents.filter((document) => document.loaded),
    (document) => [document.kind],
  );
  return {
    site: look.site,
    node: look.node,
    guest: look.guest,
    named: look.named,
    addressed: look.addressed,
    siteOfAddress: look.siteOfAddress,
    guestsOf: (site) => guestsBySite.get(site) ?? [],
    nodesOf: (site) => nodesBySite.get(site) ?? [],
    sequenceOf: (site) => sequences.get(site),
    phasesOf: (site) => phasesBySite.get(site) ?? [],
    targetsOfGuest: (key) => targetsByGuest.get(key) ?? [],
    target: (name) => targets.get(name),
    observation: (target) => observations.get(target),
    capability: (id) => capabilities.get(id),
    gap,
    bindingsOf: (id) => bound.get(gap(id)?.id ?? id) ?? [],
    script: () => undefined,
    loaded: (kind: ContractKind): readonly Document[] => documents.get(kind) ?? [],
  };
}

function grouped<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      addTo(groups, key, item);
    }
  }
  return groups;
}
