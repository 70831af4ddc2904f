import type { Estate } from '../../src/estate/model/estate.ts';
import type { GateRegister, GateTopology } from '../../src/estate/model/pack.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'ops/bindings/gate.registry.yaml';
const TOPOLOGY = 'ops/bindings/gate.execution.topology.yaml';

export default defineGate<GateRegister | GateTopology>({
  id: 'packs/counts-are-right',
  title: 'The counts that the gate contracts state are the counts of their own rows',
  why: 'A count is how people notice that a check was dropped; one that is wrong hides exactly that.',
  fix: 'Correct the count in gate_count, or the rows that it counts.',
  severity: 'error',
  reads: ['gate.registry'],
  examines: counting,
  *judge(entity) {
    if ('gates' in entity) yield* registerCounts(entity);
    else yield* coreCount(entity);
  },
  examples: {
    passing: [
      {
        name: 'a core list as long as its limit',
        edits: [{ file: TOPOLOGY, find: 'core_count_limit: 10', replace: 'core_count_limit: 2' }],
      },
      {
        name: 'a registry that states its total only',
        edits: [
          {
            file: REGISTRY,
            find: 'gate_count: {total: 7, active: 6, retired: 1}',
            replace: 'gate_count: {total: 7}',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a gate retired without counting again',
        edits: [
          {
            file: REGISTRY,
            find: 'active: 6, retired: 1}',
            replace: 'active: «5», retired: «2»}',
          },
        ],
      },
      {
        name: 'a total of another day',
        edits: [{ file: REGISTRY, find: 'total: 7', replace: 'total: «8»' }],
      },
      {
        name: 'more core gates than the limit',
        edits: [{ file: TOPOLOGY, find: 'core_count_limit: 10', replace: 'core_count_limit: «1»' }],
      },
    ],
  },
});

function counting(estate: Estate): (GateRegister | GateTopology)[] {
  return [...estate.gateRegisters, ...estate.gateTopologies.filter((each) => each.coreLimit !== undefined)];
}

function* registerCounts({ counts, gates }: GateRegister): Iterable<Breach> {
  const retired = gates.filter((gate) => gate.retired).length;
  const counted = { total: gates.length, active: gates.length - retired, retired };
  for (const name of ['total', 'active', 'retired'] as const) {
    const stated = counts[name];
    if (stated === undefined || stated.value === counted[name]) continue;
    const message = `gate_count states "${stated.value}" as ${name}; expected ${counted[name]}, as many rows there are`;
    yield { message, at: stated.at, key: name };
  }
}

function* coreCount({ coreGates, coreLimit }: GateTopology): Iterable<Breach> {
  if (coreLimit === undefined || coreGates.length <= coreLimit.value) return;
  yield {
    message: `core_gate_ids lists ${coreGates.length} gates; expected no more than "${coreLimit.value}", the core_count_limit`,
    at: coreLimit.at,
    fix: 'Take gates out of core_gate_ids, or raise core_count_limit on purpose.',
    key: 'core',
  };
}
