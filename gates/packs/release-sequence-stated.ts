import type { Estate } from '../../src/estate/model/estate.ts';
import type { GateTopology } from '../../src/estate/model/pack.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { defineGate } from '../../src/gate/gate.ts';

const TOPOLOGY = 'ops/bindings/gate.execution.topology.yaml';

export default defineGate<GateTopology>({
  id: 'packs/release-sequence-stated',
  title: 'A topology whose rules demand a complete release sequence lists its domains and has one',
  why: 'A rule about a list that is not there is kept by leaving the list out.',
  fix: 'State domain_metadata and release_sequence in gate.execution.topology.yaml, or take the rule away.',
  severity: 'warning',
  reads: ['gate.execution.topology'],
  unseen: 'Whether the sequence is complete: packs/domains-agree compares the lists.',
  examines: demanding,
  *judge({ releaseSequence, domains, assignmentsAt }) {
    const lists = { domain_metadata: domains, release_sequence: releaseSequence };
    for (const [name, entries] of Object.entries(lists)) {
      if (entries.length > 0) continue;
      const message = `the rules demand a complete release sequence, but ${name} is not stated; expected every domain there`;
      yield { at: assignmentsAt, message, key: name };
    }
  },
  examples: {
    passing: [
      {
        name: 'the domains in another order',
        edits: [
          {
            file: TOPOLOGY,
            find: '[core, infra, storage, backup]',
            replace: '[core, storage, infra, backup]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no sequence',
        edits: [
          { file: TOPOLOGY, find: 'release_sequence: [core, infra, storage, backup]\n', replace: '' },
          { file: TOPOLOGY, find: 'gate_assignments:\n', replace: '«gate_assignments»:\n' },
        ],
      },
    ],
  },
});

function demanding(estate: Estate): readonly GateTopology[] {
  const documents = estate.index.loaded('gate.execution.topology');
  const files = documents.flatMap((document) => {
    const rules = RowAt.root(document).child('validation_rules');
    return rules.flag('require_release_sequence_complete') ? [document.file] : [];
  });
  return estate.gateTopologies.filter(({ file }) => files.includes(file));
}
