import { listed } from '../../src/estate/ask/describe.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { EstatePack, GateTopology } from '../../src/estate/model/pack.ts';
import { defineGate } from '../../src/gate/gate.ts';

const TOPOLOGY = 'ops/bindings/gate.execution.topology.yaml';

export default defineGate<GateTopology>({
  id: 'packs/core-agrees',
  title: 'The core gates of the topology are those of the core domain',
  why: 'One of the two lists is run before every change; a gate that only the other one holds is thought to run.',
  fix: 'List the same gates under core_gate_ids and under gate_ids of the core domain.',
  severity: 'warning',
  reads: ['gate.execution.topology', 'gate.domain.profiles'],
  unseen: 'Estates without a domain called core.',
  examines: (estate) => (coreDomain(estate) ? estate.gateTopologies : []),
  *judge({ coreGates, assignmentsAt }, estate) {
    const domain = coreDomain(estate)!;
    const ids = (gates: readonly { value: string }[]) => new Set(gates.map(({ value }) => value));
    const [listedOnes, own] = [ids(coreGates), ids(domain.gates)];
    const odd = [...listedOnes, ...own].filter((id) => !(listedOnes.has(id) && own.has(id)));
    if (odd.length === 0) return;
    yield {
      at: coreGates[0]?.at ?? assignmentsAt,
      message: `${listed(odd.map((id) => `"${id}"`))} stands in one of core_gate_ids and the domain "${domain.id}" only; expected the same gates in both`,
      related: [{ message: 'the domain', at: domain.at }],
    };
  },
  examples: {
    passing: [
      {
        name: 'the same gates in another order',
        edits: [
          { file: TOPOLOGY, find: 'core_gate_ids: [D101, D102]', replace: 'core_gate_ids: [D102, D101]' },
        ],
      },
    ],
    failing: [
      {
        name: 'a gate that only the topology calls core',
        edits: [
          {
            file: TOPOLOGY,
            find: 'core_gate_ids: [D101, D102]',
            replace: 'core_gate_ids: [«D101», D102, D103]',
          },
        ],
      },
    ],
  },
});

const coreDomain = (estate: Estate): EstatePack | undefined =>
  estate.packs.find(({ id, from }) => from === 'domain' && id === 'core');
