import { collectionAnchor } from '../../src/estate/ask/collection-key.ts';
import {
  activeGateScripts,
  assignmentsOf,
  gatesCalled,
  packsOf,
  parentsOf,
} from '../../src/estate/ask/packs.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { GateScript } from '../../src/estate/model/pack.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'ops/bindings/gate.registry.yaml';
const PROFILES = 'ops/bindings/gate.domain.profiles.yaml';
const TOPOLOGY = 'ops/bindings/gate.execution.topology.yaml';

export default defineGate<GateScript>({
  id: 'packs/gate-in-a-pack',
  title: 'Every gate in service is in a pack, and has a primary domain where the topology demands one',
  why: 'A check that is in no pack runs for nobody: it is in the registry, it counts as active, and it has never failed.',
  fix: 'Add the gate to gate_ids of a domain in gate.domain.profiles.yaml.',
  severity: 'error',
  reads: ['gate.registry', 'gate.domain.profiles', 'gate.execution.topology'],
  examines: packed,
  *judge(gate, estate) {
    yield* inNoPack(gate, estate);
    yield* withoutDomain(gate, estate);
  },
  examples: {
    passing: [
      {
        name: 'a part of a composite runs with the whole',
        edits: [
          { file: PROFILES, find: 'gate_ids: [D139, D103]', replace: 'gate_ids: [D139]' },
          {
            file: REGISTRY,
            find: 'fix_hint: Add the row that the message names.\n    inline: false',
            replace:
              'fix_hint: Add the row that the message names.\n    inline: false\n    composite_of: [D103]',
          },
        ],
      },
      {
        name: 'a topology that demands no domain',
        edits: [
          { file: TOPOLOGY, from: '  - {gate_id: D105', to: '  - {gate_id: D139', replace: '' },
          {
            file: TOPOLOGY,
            find: 'require_primary_domain_for_all_active_gates: true',
            replace: 'require_primary_domain_for_all_active_gates: false',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a gate in no pack',
        edits: [
          { file: PROFILES, find: '\ndomains:\n', replace: '\n«domains»:\n' },
          { file: PROFILES, find: 'gate_ids: [D105]', replace: 'gate_ids: []' },
        ],
      },
      {
        name: 'a gate without an assignment',
        edits: [
          { file: TOPOLOGY, find: '\ngate_assignments:\n', replace: '\n«gate_assignments»:\n' },
          { file: TOPOLOGY, from: '  - {gate_id: D105', to: '  - {gate_id: D139', replace: '' },
        ],
      },
      {
        name: 'an assignment to no domain',
        edits: [
          {
            file: TOPOLOGY,
            find: '{gate_id: D105, primary_domain: backup',
            replace: '«{gate_id: D105, primary_domain: null',
          },
          {
            file: TOPOLOGY,
            find: 'secondary_domains: [], family: backup}',
            replace: 'secondary_domains: [], family: backup}»',
          },
        ],
      },
    ],
  },
});

/** Where nothing packs gates, being in no pack is not a fault of a gate. */
function packed(estate: Estate): readonly GateScript[] {
  return estate.packs.length > 0 || estate.gateTopologies.length > 0 ? activeGateScripts(estate) : [];
}

function* inNoPack(gate: GateScript, estate: Estate): Iterable<Breach> {
  const at = collectionAnchor(estate, 'gate.domain.profiles', ['domains']);
  if (!at || isPacked(gate, estate, new Set())) return;
  yield {
    message: `gate ${called(gate)} is in no pack; expected it in gate_ids of a domain`,
    at,
    related: [{ message: 'registered here', at: gate.at }],
    key: 'pack',
  };
}

function isPacked(gate: GateScript, estate: Estate, seen: Set<GateScript>): boolean {
  if (packsOf(estate, gate.id).length > 0) return true;
  seen.add(gate);
  const parents = parentsOf(estate, gate).flatMap((id) => gatesCalled(estate, id));
  return parents.some((parent) => !parent.retired && !seen.has(parent) && isPacked(parent, estate, seen));
}

function* withoutDomain(gate: GateScript, estate: Estate): Iterable<Breach> {
  const demanding = estate.gateTopologies.find((topology) => topology.demandsPrimary);
  const assignments = assignmentsOf(estate, gate.id);
  if (!demanding || assignments.some((row) => row.primary !== undefined)) return;
  yield {
    message: `gate ${called(gate)} has no primary domain; expected one, as the topology's validation_rules demand`,
    at: assignments[0]?.at ?? demanding.assignmentsAt,
    related: [{ message: 'registered here', at: gate.at }],
    fix: 'Add the gate to gate_assignments in gate.execution.topology.yaml with its primary_domain.',
    key: 'primary',
  };
}

const called = (gate: GateScript): string =>
  `"${gate.id}"${gate.name === undefined ? '' : ` (${gate.name.value})`}`;
