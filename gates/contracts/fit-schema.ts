import type { Contract } from '../../src/estate/model/contract.ts';
import { defineGate } from '../../src/gate/gate.ts';

const TOPOLOGY = 'ops/bindings/topology.sites.yaml';

export default defineGate({
  id: 'contracts/fit-schema',
  title: 'Every contract has the shape that its schema describes',
  why: 'A value of another type is read as nothing by one tool and as something else by the next; what it was meant to govern is governed by neither.',
  fix: 'Write what the schema of the kind expects; `gates schema KIND` shows it.',
  severity: 'error',
  reads: [],
  examines: (estate): readonly Contract[] => estate.contracts,
  *judge(contract) {
    for (const { kind, message, at, related } of contract.problems) {
      if (kind === 'schema') yield { message, at, related: related ?? [], key: message };
    }
  },
  examples: {
    passing: [
      {
        name: 'keys that the schema does not know are kept',
        edits: [{ file: TOPOLOGY, find: '\nsites:\n', replace: '\nmood: calm\nsites:\n' }],
      },
    ],
    failing: [
      {
        name: 'a range that is none',
        edits: [{ file: TOPOLOGY, find: 'vmid_range: 200-299', replace: 'vmid_range: «[200, 299]»' }],
      },
      {
        name: 'a text where rows are expected',
        edits: [{ file: TOPOLOGY, content: 'last_verified: 2026-01-12\nsites: «shop and home»\n' }],
      },
    ],
  },
});
