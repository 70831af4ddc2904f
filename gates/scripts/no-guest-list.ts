import { literalBreaches, readScriptsOf } from '../../src/estate/ask/literals.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';

export default defineGate<Script>({
  id: 'scripts/no-guest-list',
  title: 'No script for every site spells the guests that it acts on',
  why: 'A guest that comes later is in the contracts and not in the list: it is not stopped before the power goes.',
  fix: 'Read the guests of the site from the order lists of startup.sequencing.yaml, in their kinds.',
  severity: 'error',
  reads: ['topology.sites'],
  scripts: { triggers: [] },
  unseen: 'A single VMID in an example or message.',
  examines: readScriptsOf,
  judge: (script) => literalBreaches(script, (literal) => literal.of === 'guest'),
  examples: {
    passing: [
      {
        name: 'a number that is no guest',
        edits: [
          {
            file: 'ops/plugins/infra/bin/guest-status',
            find: 'bad=0\n',
            replace: 'bad=0\nlimit=105\n[[ $limit -gt 0 ]]\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a list of VMIDs',
        edits: [
          {
            file: 'ops/plugins/infra/bin/guest-status',
            find: 'bad=0\n',
            replace: 'bad=0\nfor vmid in «211 212 213»; do ssh -n "$1" qm status "$vmid"; done\n',
          },
        ],
      },
    ],
  },
});
