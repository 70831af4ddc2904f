import { groupByNames } from '../../grouping/groups.ts';
import type { Estate } from '../model/estate.ts';
import type { EstatePack, GateAssignment, GateScript } from '../model/pack.ts';
import { oncePerEstate } from './once.ts';

/** The estate's own gates that are in service. */
export const activeGateScripts = (estate: Estate): readonly GateScript[] =>
  estate.gateScripts.filter((gate) => !gate.retired);

const gatesById = oncePerEstate((estate) => groupByNames(estate.gateScripts, (gate) => [fold(gate.id)]));

/** The rows that have an id, whatever its case; more than one where the id is not unique. */
export const gatesCalled = (estate: Estate, id: string): readonly GateScript[] =>
  gatesById(estate).get(fold(id)) ?? [];

const packsByGate = oncePerEstate((estate) =>
  groupByNames(estate.packs, (pack) => [...new Set(pack.gates.map((gate) => fold(gate.value)))]),
);

/** The packs that list a gate. */
export const packsOf = (estate: Estate, gate: string): readonly EstatePack[] =>
  packsByGate(estate).get(fold(gate)) ?? [];

const assignmentsByGate = oncePerEstate((estate) =>
  groupByNames(
    estate.gateTopologies.flatMap((topology) => topology.assignments),
    (row) => [fold(row.gate.value)],
  ),
);

export const assignmentsOf = (estate: Estate, gate: string): readonly GateAssignment[] =>
  assignmentsByGate(estate).get(fold(gate)) ?? [];

const parentsByGate = oncePerEstate((estate) =>
  groupByNames(activeGateScripts(estate), (gate) => gate.compositeOf.map((part) => fold(part.value))),
);

/** Ids of the gates that run a gate as a part of theirs. */
export function parentsOf(estate: Estate, gate: GateScript): readonly string[] {
  const listing = parentsByGate(estate).get(fold(gate.id)) ?? [];
  const stated = gate.compositeParent === undefined ? [] : [gate.compositeParent.value];
  return [...stated, ...listing.map((parent) => parent.id)];
}

const fold = (id: string): string => id.toUpperCase();
