import { literalBreaches, readScriptsOf } from '../../src/estate/ask/literals.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';

export default defineGate<Script>({
  id: 'scripts/no-host-literal',
  title: 'No script for every site names a hypervisor or NAS of one',
  why: 'The command goes to the host of one site while the operator means another: the wrong machine is shut down.',
  fix: 'Take the host from the contract row of the site that is acted on, and make it required where no site is given.',
  severity: 'error',
  reads: ['topology.sites'],
  scripts: { triggers: [] },
  unseen: 'Host names in messages and comments, and hosts that come from the environment.',
  examines: readScriptsOf,
  judge: (script) => literalBreaches(script, (literal) => literal.of === 'host'),
  examples: {
    passing: [
      {
        name: 'a host taken from the topology',
        edits: [
          {
            file: 'ops/plugins/infra/bin/guest-status',
            find: 'bad=0\n',
            replace:
              'first="$(yq -r \'.sites[0].hypervisors[0]\' "$ROOT/ops/bindings/topology.sites.yaml")"\nbad=0\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a default that nothing overrides',
        edits: [
          {
            file: 'ops/plugins/infra/bin/guest-status',
            find: 'bad=0\n',
            replace: 'host=«pve»\nssh -n "$host" true\nbad=0\n',
          },
        ],
      },
      {
        name: 'a comparison with a host',
        edits: [
          {
            file: 'ops/plugins/infra/bin/guest-status',
            find: '    seen="$(running_on "$host")"',
            replace: '    [[ "$host" == «pve» ]] && continue\n    seen="$(running_on "$host")"',
          },
        ],
      },
    ],
  },
});
