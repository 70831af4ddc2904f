import { named } from '../../src/estate/ask/describe.ts';
import { oneSidedTests, testingScripts } from '../../src/estate/ask/guest-tests.ts';
import { actsOf, guestsOfOtherKind, otherKind, TOOL_OF } from '../../src/estate/ask/script-guests.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';

const MAINTENANCE = 'ops/plugins/infra/bin/infra-proxmox-maintenance';
const RECOVERY = 'ops/plugins/infra/bin/infra-post-power-recovery';

export default defineGate<Script>({
  id: 'scripts/guest-tests-both-kinds',
  title: 'A test whether a guest exists or runs accepts both kinds',
  why: 'The tool of one kind calls a guest of the other kind absent: the run stops half way with a message that is not true, or takes a running container for one that is off.',
  fix: "Ask with the tool of the guest's kind, or ask both.",
  severity: 'error',
  reads: ['vm.lifecycle'],
  scripts: { triggers: ['qm', 'pct', 'pvesh', 'qemu-server', 'qemu', 'lxc'] },
  unseen:
    'Ids of which the script does not show where they come from when it is named for machines, and lists that are kept in a variable and searched later.',
  examines: testingScripts,
  *judge(script, estate) {
    for (const { act, kind } of oneSidedTests(script, estate)) {
      const where = act.step.function === undefined ? '' : `in ${act.step.function}() `;
      yield {
        at: act.step.anchor,
        message: `${where}${asks(act.by, act.verbs[0]!, TOOL_OF[kind])} tells of ${THINGS[kind]} only, and the id may be that of a ${THING[otherKind(kind)]}; expected a test that accepts both kinds`,
        detail: {
          kind: 'guest-test',
          value: `${TOOL_OF[kind]} ${act.verbs[0]}`,
          ...(act.step.function !== undefined && { function: act.step.function }),
        },
        key: `${act.verbs[0]} ${act.step.function ?? ''} ${act.step.statement}`,
      };
    }
    for (const act of actsOf(script)) {
      const [guest] = act.verbs.some((verb) => /^(status|config|pending|current)$/.test(verb))
        ? guestsOfOtherKind(act, estate)
        : [];
      if (!guest) continue;
      yield {
        at: act.step.anchor,
        message: `${quoted(TOOL_OF[otherKind(guest.guestKind!)])} is asked for ${named(guest)}, which it does not know; expected ${quoted(TOOL_OF[guest.guestKind!])}`,
        detail: { kind: 'guest-test', value: String(guest.vmid) },
        related: [{ message: 'its kind is declared here', at: guest.at }],
        key: `wrong ${guest.key} ${act.step.statement}`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a function under any name that tells which tool is called for',
        edits: [
          {
            file: MAINTENANCE,
            find: 'state_of() { remote "$1" "$2" status "$3" | awk \'{print $2}\'; }',
            replace:
              'sorted() { remote "$1" test -f "/etc/pve/lxc/$3.conf"; }\nstate_of() {\n  if sorted "$@"; then remote "$1" pct status "$3"; else remote "$1" qm status "$3"; fi | awk \'{print $2}\'\n}',
          },
        ],
      },
      {
        name: 'both tools, one after the other',
        edits: [
          {
            file: MAINTENANCE,
            find: 'state_of() { remote "$1" "$2" status "$3" | awk \'{print $2}\'; }',
            replace:
              'state_of() { { remote "$1" qm status "$3" || remote "$1" pct status "$3"; } | awk \'{print $2}\'; }',
          },
        ],
      },
      {
        name: 'ids that a list of machines gave',
        edits: [
          {
            file: 'ops/bin/vm-states',
            content:
              '#!/bin/sh\nset -e\nfor id in $(qm list | awk \'NR > 1 {print $1}\'); do\n  qm status "$id"\ndone\npct list\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the state of every guest asked with one tool',
        edits: [
          {
            file: MAINTENANCE,
            find: 'state_of() { remote "$1" "$2" status "$3" | awk',
            replace: 'state_of() { «remote "$1" qm status "$3"» | awk',
          },
        ],
      },
      {
        name: 'a look at the folder of one kind',
        edits: [
          {
            file: MAINTENANCE,
            find: '  tool=$(tool_for "$kind")\n',
            replace:
              '  tool=$(tool_for "$kind")\n  «remote "$host" test -e "/etc/pve/qemu-server/$entry.conf"» || die "no guest $entry"\n',
          },
        ],
      },
      {
        name: 'the tool for machines asked for a container',
        edits: [
          {
            file: RECOVERY,
            find: 'declared=$(recovering_sites)\n',
            replace: 'declared=$(recovering_sites)\n«qm status 105» || problem "no 105"\n',
          },
        ],
      },
    ],
  },
});

const THING = { qemu: 'VM', lxc: 'container' } as const;
const THINGS = { qemu: 'VMs', lxc: 'containers' } as const;

function asks(by: 'tool' | 'path' | 'file', verb: string, tool: string): string {
  if (by === 'file') return `the look at a configuration file of ${quoted(tool)}`;
  return by === 'path' ? `the path of the API` : quoted(`${tool} ${verb}`);
}
