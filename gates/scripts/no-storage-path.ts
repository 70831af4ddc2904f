import { literalBreaches, readScriptsOf } from '../../src/estate/ask/literals.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';

const GUARD = 'ops/plugins/network/bin/network-oob-guard-status';

export default defineGate<Script>({
  id: 'scripts/no-storage-path',
  title: 'No script for every site spells a path that only the storage of one site has',
  why: 'At another site the path is an empty directory on the root disk, and the script fills it or finds nothing.',
  fix: 'Read the path from the contract that declares it for the site.',
  severity: 'error',
  reads: ['topology.sites'],
  scripts: { triggers: [] },
  unseen: 'Paths that several sites share, and paths built at run time.',
  examines: readScriptsOf,
  judge: (script) => literalBreaches(script, (literal) => literal.of === 'storage'),
  examples: {
    passing: [
      {
        name: 'a path that no contract binds to one site',
        edits: [{ file: GUARD, find: 'status=0\n', replace: 'ls /srv/data >/dev/null\nstatus=0\n' }],
      },
    ],
    failing: [
      {
        name: 'the dump folder of one site',
        edits: [
          { file: GUARD, find: 'status=0\n', replace: 'ls «/mnt/pve/archive-b/dump» >/dev/null\nstatus=0\n' },
        ],
      },
    ],
  },
});
