import { activeGateScripts, gatesCalled } from '../../src/estate/ask/packs.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { EstatePack, GateScript, GateTopology } from '../../src/estate/model/pack.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'ops/bindings/gate.registry.yaml';
const PROFILES = 'ops/bindings/gate.domain.profiles.yaml';
const TOPOLOGY = 'ops/bindings/gate.execution.topology.yaml';

type Lister = EstatePack | GateTopology | GateScript;

export default defineGate<Lister>({
  id: 'packs/ids-exist',
  title: 'Every gate that a pack, an assignment or a composite names is in the registry and in service',
  why: 'A runner passes over an id that it cannot find: the pack is green, and the check that people rely on never ran.',
  fix: 'Correct the id, or take it out of the list.',
  severity: 'error',
  reads: ['gate.registry'],
  examines: listers,
  *judge(lister, estate) {
    for (const [where, id] of named(lister)) yield* unknown(where, id, estate);
  },
  examples: {
    passing: [
      {
        name: 'a composite of gates in service',
        edits: [
          {
            file: REGISTRY,
            find: 'fix_hint: Run backup.observe.\n    inline: false',
            replace: 'fix_hint: Run backup.observe.\n    inline: false\n    composite_of: [D103, D139]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a pack with a misspelt id',
        edits: [{ file: PROFILES, find: 'gate_ids: [D105]', replace: 'gate_ids: [«D150»]' }],
      },
      {
        name: 'a retired gate in the core list',
        edits: [{ file: TOPOLOGY, find: 'core_gate_ids: [D101,', replace: 'core_gate_ids: [D101, «D100»,' }],
      },
      {
        name: 'an assignment of nothing',
        edits: [{ file: TOPOLOGY, find: 'gate_id: D139', replace: 'gate_id: «D140»' }],
      },
      {
        name: 'a part of a composite, and a parent, that are gone',
        edits: [
          {
            file: REGISTRY,
            find: 'fix_hint: Run backup.observe.\n    inline: false',
            replace:
              'fix_hint: Run backup.observe.\n    inline: false\n    composite_of: [D103, «D99»]\n    composite_parent: «D100»',
          },
        ],
      },
    ],
  },
});

/** Without a registry there is nothing that an id could be held against. */
function listers(estate: Estate): Lister[] {
  if (estate.gateRegisters.length === 0) return [];
  const composites = activeGateScripts(estate).filter((gate) => named(gate).length > 0);
  return [...estate.packs, ...estate.gateTopologies, ...composites];
}

function named(lister: Lister): [string, Stated<string>][] {
  if ('gates' in lister) return lister.gates.map((id) => [`pack "${lister.id}"`, id]);
  if ('assignments' in lister) return lister.assignments.map((row) => ['gate_assignments', row.gate]);
  const { id, compositeOf, compositeParent } = lister;
  const parent = compositeParent === undefined ? [] : [compositeParent];
  return [
    ...compositeOf.map((part): [string, Stated<string>] => [`composite_of of gate "${id}"`, part]),
    ...parent.map((one): [string, Stated<string>] => [`composite_parent of gate "${id}"`, one]),
  ];
}

function* unknown(where: string, id: Stated<string>, estate: Estate): Iterable<Breach> {
  const rows = gatesCalled(estate, id.value);
  if (rows.some((row) => !row.retired)) return;
  const [retired] = rows;
  yield {
    message: `${where} names "${id.value}", ${retired ? 'which is retired; expected a gate in service' : notThere(id.value, estate)}`,
    at: id.at,
    related: retired ? [{ message: 'retired here', at: retired.at }] : [],
    key: `${where} ${id.value}`,
  };
}

function notThere(id: string, estate: Estate): string {
  const near = nearest(
    id,
    estate.gateScripts.map((gate) => gate.id),
  );
  return `which the registry does not have; expected the id of one of its gates${near === undefined ? '' : `, such as "${near}"`}`;
}
