import type { ContractKind } from '../../src/contract/kinds.ts';
import type { Contract } from '../../src/estate/model/contract.ts';
import { defineGate } from '../../src/gate/gate.ts';

/** Files for this tool, of which git says when they changed, and observations, whose own time other laws judge. */
const EXEMPT: readonly ContractKind[] = [
  'gap.gates',
  'gate.waivers',
  'own.gate',
  'backup.freshness.snapshot',
  'backup.posture.snapshot',
];

export default defineGate({
  id: 'contracts/verified',
  title: 'Every contract says when somebody last compared it with the estate',
  why: 'A contract that nobody has looked at for a year describes the estate of a year ago, and reads as if it were today.',
  fix: 'Write last_verified or updated into the file, or a comment "# Last verified: <date>" at its top.',
  severity: 'warning',
  reads: [],
  unseen: 'How long ago that was: a law here does not depend on the clock.',
  examines: (estate): readonly Contract[] =>
    estate.contracts.filter((contract) => contract.loaded && !EXEMPT.includes(contract.kind)),
  *judge(contract) {
    if (contract.verified) return;
    yield {
      message: `this contract does not say when it was last verified; expected last_verified or updated`,
    };
  },
  examples: {
    passing: [
      {
        name: 'a comment is enough',
        edits: [
          {
            file: 'ops/bindings/topology.sites.yaml',
            find: 'status: authoritative\nowner: "@operator"\nlast_verified: 2026-01-12',
            replace: '# Last verified: 2026-01-12\nstatus: authoritative\nowner: "@operator"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'neither a key nor a comment',
        edits: [
          {
            file: 'ops/bindings/topology.sites.yaml',
            find: '# Sites of the estate. A site is a row here; nothing else adds one.\nstatus: authoritative\nowner: "@operator"\nlast_verified: 2026-01-12',
            replace:
              '«# Sites of the estate. A site is a row here; nothing else adds one.»\nstatus: authoritative\nowner: "@operator"',
          },
        ],
      },
    ],
  },
});
