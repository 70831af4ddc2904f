import { named } from '../../src/estate/ask/describe.ts';
import { type OneSidedPower, oneSidedPower, powerScripts } from '../../src/estate/ask/guest-power.ts';
import { actsOf, guestsOfOtherKind, otherKind, TOOL_OF } from '../../src/estate/ask/script-guests.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { quoted } from '../../src/finding/printable.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';
import { isAsked, isChange } from '../../src/scripts/power/guest-acts.ts';

const MAINTENANCE = 'ops/plugins/infra/bin/infra-proxmox-maintenance';
const RECOVERY = 'ops/plugins/infra/bin/infra-post-power-recovery';

export default defineGate<Script>({
  id: 'scripts/guest-power-both-kinds',
  title: 'A script that stops or starts guests does the same for VMs and for containers',
  why: 'The window ends with every VM down and every container still running: the host goes off under them, and after the start nobody brings them back.',
  fix: 'Choose the tool by the kind of the guest: qm for a VM, pct for a container, with the same verb.',
  severity: 'error',
  reads: ['vm.lifecycle'],
  scripts: { triggers: ['qm', 'pct', 'pvesh', 'ha-manager', 'qemu', 'lxc'] },
  unseen:
    'Verbs and tools that only the environment tells, power changes through another API client, and scripts that create the machines that they start.',
  examines: powerScripts,
  *judge(script, estate) {
    for (const one of oneSidedPower(script, estate)) yield oneSided(one, script);
    yield* wrongTools(script, estate);
  },
  examples: {
    passing: [
      {
        name: 'a case over the kind with a tool in each arm',
        edits: [
          {
            file: MAINTENANCE,
            find: '  remote "$host" "$tool" start "$id"\n',
            replace:
              '  case "$tool" in\n    qm) remote "$host" qm start "$id" ;;\n    pct) remote "$host" pct start "$id" ;;\n  esac\n',
          },
        ],
      },
      {
        name: 'guests that a device of the host is handed to, which are VMs',
        edits: [
          {
            file: 'ops/bin/release-devices',
            content:
              '#!/bin/sh\nset -e\nfor file in /etc/pve/qemu-server/*.conf; do\n  grep -q "^hostpci" "$file" || continue\n  qm stop "$(basename "$file" .conf)"\ndone\n',
          },
        ],
      },
      {
        name: 'one VM, known by its number',
        edits: [{ file: 'ops/bin/edge-restart', content: '#!/bin/sh\nset -e\nssh -n "$1" qm reboot 211\n' }],
      },
    ],
    failing: [
      {
        name: 'a start that knows machines only, beside a list of containers',
        edits: [
          { file: RECOVERY, find: '    on "$host" pct start "$id"', replace: '    on "$host" pct list' },
          {
            file: RECOVERY,
            find: '    on "$host" qm start "$id"',
            replace: '    «on "$host" qm start "$id"»',
          },
        ],
      },
      {
        name: 'every guest with a configuration as a VM',
        edits: [
          {
            file: 'ops/bin/drain-machines',
            content:
              '#!/bin/sh\nset -e\nfor file in /etc/pve/qemu-server/*.conf; do\n  «qm stop "$(basename "$file" .conf)"»\ndone\n',
          },
        ],
      },
      {
        name: 'Python that stops machines only',
        edits: [
          {
            file: 'ops/bin/drain.py',
            content:
              'import subprocess\nimport sys\n\nfor vmid in sys.argv[2:]:\n    «subprocess.run(["ssh", sys.argv[1], "qm", "shutdown", vmid], check=True)»\n',
          },
        ],
      },
      {
        name: 'the tool for machines on a container',
        edits: [
          {
            file: 'ops/bin/dns-restart',
            content: '#!/bin/sh\nset -e\nssh -n "$1" pct reboot 215\n«ssh -n "$1" qm reboot 105»\n',
          },
        ],
      },
    ],
  },
});

const inside = (name: string | undefined): string => (name === undefined ? '' : `in ${name}() `);

function oneSided({ act, kind, verb, behind }: OneSidedPower, script: Script): Breach {
  const tool = TOOL_OF[kind];
  const other = TOOL_OF[otherKind(kind)];
  const thing = THING[otherKind(kind)];
  const reads = actsOf(script).find(
    (each) => each.kind === otherKind(kind) && isAsked(each) && !isChange(each),
  );
  const lacks = behind
    ? `${quoted(other)} comes only where that succeeded, which it never does for a ${thing}; expected a way to it for ${THINGS[otherKind(kind)]}`
    : `nothing in the script does the same with ${quoted(other)}; expected a path for ${THINGS[otherKind(kind)]}`;
  const seen = behind ? { message: `${quoted(other)} stands here`, at: behind.step.anchor } : undefined;
  const read = reads ? { message: `${quoted(other)} only reads here`, at: reads.step.anchor } : undefined;
  return {
    at: act.step.anchor,
    message: `${inside(act.step.function)}guests get ${quoted(`${tool} ${verb}`)} and ${lacks}`,
    fix: `Take the tool from the kind of the guest, so that a ${thing} gets "${other} ${verb}".`,
    detail: detailOf(act.step.function, `${tool} ${verb}`),
    related: [seen ?? read ?? []].flat(),
    key: `${verb} ${act.step.function ?? ''} ${act.step.statement}`,
  };
}

const THING = { qemu: 'VM', lxc: 'container' } as const;
const THINGS = { qemu: 'VMs', lxc: 'containers' } as const;

const detailOf = (name: string | undefined, value: string) => ({
  kind: 'guest-power',
  value,
  ...(name !== undefined && { function: name }),
});

/** A number that the contracts know to be of the other kind. */
function* wrongTools(script: Script, estate: Estate): Iterable<Breach> {
  for (const act of actsOf(script).filter(isChange)) {
    for (const guest of guestsOfOtherKind(act, estate)) {
      const tool = TOOL_OF[act.kind as 'qemu' | 'lxc'];
      yield {
        at: act.step.anchor,
        message: `${inside(act.step.function)}${quoted(`${tool} ${act.verbs[0]}`)} is for ${THINGS[act.kind as 'qemu' | 'lxc']}, but ${named(guest)} is none; expected ${quoted(TOOL_OF[guest.guestKind!])}`,
        detail: detailOf(act.step.function, `${tool} ${act.verbs[0]}`),
        related: [{ message: 'its kind is declared here', at: guest.at }],
        key: `wrong ${guest.key} ${act.step.statement}`,
      };
    }
  }
}
