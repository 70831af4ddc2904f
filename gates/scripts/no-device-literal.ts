import { literalBreaches, readScriptsOf } from '../../src/estate/ask/literals.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';

export default defineGate<Script>({
  id: 'scripts/no-device-literal',
  title: 'No script for every site spells ids of its devices',
  why: 'The list knows the devices of one site on one day; another site is guarded by devices that it does not have, or by none.',
  fix: 'Read the devices and their ports from oob.devices of the site in the transaction contract.',
  severity: 'error',
  reads: ['topology.sites'],
  scripts: { triggers: [] },
  unseen:
    'Device names in messages and comments, and checks of the gate registry, which gate-scripts/no-pinned-literal judges.',
  examines: readScriptsOf,
  judge: (script) => literalBreaches(script, (literal) => literal.of === 'device'),
  examples: {
    passing: [
      {
        name: 'devices read from the contract, named in a message',
        edits: [
          {
            file: 'ops/plugins/network/bin/network-oob-guard-status',
            find: 'status=0\n',
            replace: 'echo "for example idrac-shop" >&2\nstatus=0\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a list of devices',
        edits: [
          {
            file: 'ops/plugins/network/bin/network-oob-guard-status',
            find: 'timeout_sec=4\n',
            replace:
              'timeout_sec=4\nDEVICES=(«idrac-shop switch-shop nvr-shop»)\nprintf "%s\\n" "${DEVICES[@]}" >/dev/null\n',
          },
        ],
      },
      {
        name: 'arms of a case per device',
        edits: [
          {
            file: 'ops/plugins/network/bin/network-oob-guard-status',
            find: 'device_answers() {',
            replace:
              'ports_of() {\n  case "$1" in\n    «idrac-shop») echo 443 ;;\n    «nvr-shop») echo 80 ;;\n  esac\n}\n\ndevice_answers() {',
          },
        ],
      },
    ],
  },
});
