import { aboutStep, insideOf, poweringOffScripts } from '../../src/estate/ask/script-course.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { believedOffs } from '../../src/scripts/power/believed-off.ts';
import type { ProbeKind } from '../../src/scripts/power/probes.ts';

const WINDOW = 'ops/plugins/infra/bin/infra-maintenance-window';
const OFF = '    run on "$node" systemctl poweroff\n    run wait_off "$node" "$observer"\n';

export default defineGate<Script>({
  id: 'scripts/power-off-confirmed',
  title: 'A machine is taken for off on more evidence than one silent service',
  why: 'The login service dies first, the disks are still being written, and the NAS or the power goes away under a machine that is not off yet.',
  fix: 'Ask in a second way before going on: the out-of-band board, another machine of the same LAN, the link or the outlet.',
  severity: 'error',
  reads: [],
  scripts: {
    triggers: [
      'poweroff',
      'halt',
      'synopoweroff',
      'synoshutdown',
      'shutdown',
      'ipmitool',
      'racadm',
      'systemctl poweroff',
      'init 0',
    ],
  },
  unseen:
    'A wait that counts its failures itself before it gives up, and evidence that another script looks for.',
  examines: poweringOffScripts,
  *judge(script) {
    for (const { step, probe, off } of believedOffs(script.facts.text)) {
      yield {
        ...aboutStep(step, 'believed-off', probe),
        message: `${insideOf(step)}the machine counts as off as soon as ${SILENT[probe]}; expected a second piece of evidence`,
        related: [{ message: 'it is told to power off here', at: off.anchor }],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'the board of the machine is asked beside ssh',
        edits: [
          {
            file: WINDOW,
            find: OFF,
            replace:
              '    run on "$node" systemctl poweroff\n    while on "$node" true || ipmitool -H "$node-bmc" chassis power status | grep -q on; do\n      sleep 5\n    done\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a loop that ends when ssh falls silent',
        edits: [
          {
            file: WINDOW,
            find: OFF,
            replace:
              '    run on "$node" systemctl poweroff\n    while «on "$node" true»; do\n      sleep 5\n    done\n',
          },
        ],
      },
      {
        name: 'a wait in a function of its own that only pings',
        edits: [
          {
            file: WINDOW,
            from: '  while [ "$misses" -lt 5 ]; do\n',
            to: '}\n\npower_off_site',
            replace: '  until ! «ping -c 1 -W 2 "$host"» > /dev/null; do\n    sleep 10\n  done\n',
          },
        ],
      },
    ],
  },
});

const SILENT: Readonly<Record<ProbeKind, string>> = {
  ssh: 'ssh no longer answers',
  ping: 'it no longer answers a ping',
  port: 'a port no longer answers',
  http: 'its web page no longer answers',
  observer: 'another machine no longer sees it',
  link: 'its link is gone',
  board: 'its board says so',
  outlet: 'its outlet says so',
};
