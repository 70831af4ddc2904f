import { UNKNOWN } from '../../src/contract/draft.ts';
import type { ContractKind } from '../../src/contract/kinds.ts';
import type { Contract } from '../../src/estate/model/contract.ts';
import { instantOf } from '../../src/estate/reading/instant.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';

const TOPOLOGY = 'ops/bindings/topology.sites.yaml';
const PLACEMENT = 'ops/bindings/infra.placement.policy.yaml';

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
    const { verified } = contract;
    if (verified && isDate(verified.value)) return;
    yield verified
      ? {
          at: verified.at,
          key: 'date',
          message: `this contract was last verified on ${quoted(verified.value)}, which is no day of the calendar; expected a date such as "2026-01-15"`,
          fix: 'Write the day on which somebody last compared the contract with the estate.',
        }
      : {
          message: `this contract does not say when it was last verified; expected last_verified or updated`,
        };
  },
  examples: {
    passing: [
      {
        name: 'dates as people write them',
        edits: [
          { file: TOPOLOGY, find: 'last_verified: 2026-01-12', replace: 'last_verified: 12 January' },
          { file: PLACEMENT, find: '"2026-01-10"', replace: '"2024-02-29 (with the power off)"' },
        ],
      },
      {
        name: 'a comment is enough',
        edits: [
          {
            file: TOPOLOGY,
            find: 'status: authoritative\nowner: "@operator"\nlast_verified: 2026-01-12',
            replace: '# Last verified: 2026-01-12\nstatus: authoritative\nowner: "@operator"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a day that February does not have, and a word',
        edits: [
          { file: TOPOLOGY, find: 'last_verified: 2026-01-12', replace: 'last_verified: «2026-02-30»' },
          {
            file: PLACEMENT,
            find: '# Last verified: 2026-01-10\nversion: "1.1"\nupdated_at: "2026-01-10"',
            replace: 'version: "1.1"\nupdated_at: «soon»',
          },
        ],
      },
      {
        name: 'neither a key nor a comment',
        edits: [
          {
            file: TOPOLOGY,
            find: '# Sites of the estate. A site is a row here; nothing else adds one.\nstatus: authoritative\nowner: "@operator"\nlast_verified: 2026-01-12',
            replace:
              '«# Sites of the estate. A site is a row here; nothing else adds one.»\nstatus: authoritative\nowner: "@operator"',
          },
        ],
      },
    ],
  },
});

/** A day that the calendar has, or whatever else has a number in it. What is to be confirmed is told elsewhere. */
function isDate(text: string): boolean {
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(text.trim()) ?? [];
  return day === undefined ? /\d/.test(text) || text === UNKNOWN : instantOf(day) !== undefined;
}
