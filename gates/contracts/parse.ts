import type { Contract } from '../../src/estate/model/contract.ts';
import { defineGate } from '../../src/gate/gate.ts';

const REGISTRY = 'docs/governance/SERVICE_REGISTRY.yaml';

export default defineGate({
  id: 'contracts/parse',
  title: 'Every contract can be read',
  why: 'A contract that cannot be read governs nothing: whatever it held is unknown to every script and every gate that needs it.',
  fix: 'Mend the file at this place.',
  severity: 'error',
  reads: [],
  examines: (estate): readonly Contract[] => estate.contracts,
  *judge(contract) {
    for (const problem of contract.problems) {
      if (!problem.fatal || problem.kind === 'schema') continue;
      yield { message: problem.message, at: problem.at, related: problem.related ?? [], key: problem.kind };
    }
  },
  examples: {
    passing: [
      {
        name: 'tags of other tools and anchors are no fault',
        edits: [
          {
            file: REGISTRY,
            find: '\nservices:\n',
            replace: '\nsecret: !vault "x"\nanchored: &a {b: 1}\nagain: *a\nservices:\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a quote that is not closed',
        edits: [{ file: REGISTRY, content: 'services: {}\nhosts:\n  pve: {ssh: «"pve}»\n' }],
      },
      {
        name: 'an empty file',
        edits: [{ file: REGISTRY, content: '«»' }],
      },
    ],
  },
});
