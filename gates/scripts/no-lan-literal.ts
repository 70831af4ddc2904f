import { literalBreaches, readScriptsOf } from '../../src/estate/ask/literals.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';

export default defineGate<Script>({
  id: 'scripts/no-lan-literal',
  title: 'No script for every site spells an address or network of one',
  why: 'At another site the address is somebody else, or nobody: the probe fails, or worse, passes against the wrong machine.',
  fix: 'Read the network from lan_cidr of the site, and addresses from the row of the host that is meant.',
  severity: 'error',
  reads: ['topology.sites'],
  scripts: { triggers: [] },
  unseen: 'Addresses in messages and comments, loopback, and networks that no contract declares.',
  examines: readScriptsOf,
  judge: (script) => literalBreaches(script, (literal) => literal.of === 'lan' || literal.of === 'overlay'),
  examples: {
    passing: [
      {
        name: 'a loopback address and one that no contract knows',
        edits: [
          {
            file: 'ops/plugins/network/bin/network-oob-guard-status',
            find: 'status=0\n',
            replace: 'nc -z 127.0.0.1 22 || nc -z 10.99.99.1 22 || true\nstatus=0\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the LAN of one site',
        edits: [
          {
            file: 'ops/plugins/network/bin/network-oob-guard-status',
            find: 'timeout_sec=4\n',
            replace: 'timeout_sec=4\nSUBNET=«192.0.2.0/24»\n',
          },
        ],
      },
      {
        name: 'an address inside a declared LAN',
        edits: [
          {
            file: 'ops/plugins/network/bin/network-oob-guard-status',
            find: 'status=0\n',
            replace: 'nc -z «192.0.2.77» 22\nstatus=0\n',
          },
        ],
      },
    ],
  },
});
