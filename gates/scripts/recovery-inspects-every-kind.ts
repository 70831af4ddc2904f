import { listed, shortly } from '../../src/estate/ask/describe.ts';
import {
  looksAt,
  type Recovery,
  recoverableSites,
  recoveries,
  serves,
} from '../../src/estate/ask/recovery.ts';
import { aboutStep } from '../../src/estate/ask/script-course.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { quoted } from '../../src/finding/printable.ts';
import { defineGate } from '../../src/gate/gate.ts';

const RECOVERY = 'ops/plugins/infra/bin/infra-post-power-recovery';
const STATE =
  '  if [[ $kind == lxc ]]; then\n    state=$(on "$host" pct status "$id")\n  else\n    state=$(on "$host" qm status "$id")\n  fi\n';
const START =
  '  if [[ $kind == lxc ]]; then\n    on "$host" pct start "$id"\n  else\n    on "$host" qm start "$id"\n  fi ||';

export default defineGate<Script>({
  id: 'scripts/recovery-inspects-every-kind',
  title: 'Recovery looks at guests of every kind that its sites have',
  why: 'After a loss of power the recovery reports that all is well, since the Docker containers it knows run again, while a container of the hypervisor, such as the name server, stays off.',
  fix: 'Walk through the active guests of the site in vm.lifecycle and look at each with the tool of its kind.',
  severity: 'error',
  reads: ['topology.sites', 'vm.lifecycle'],
  scripts: { triggers: ['qm', 'pct', 'docker', 'podman', 'pvesh'] },
  unseen:
    'A recovery under a name that does not say so, and guests that are only reached through a service of theirs.',
  examines: (estate) => recoveries(estate).map((each) => each.script),
  *judge(script, estate) {
    const recovery = recoveries(estate).find((each) => each.script === script)!;
    const missed = missedBy(recovery, estate);
    const [step] = [...recovery.guests.map((act) => act.step), ...recovery.containers];
    if (missed.length === 0 || !step) return;
    const sites = [...new Set(missed.map((guest) => guest.site))];
    yield {
      ...aboutStep(step, 'recovery', recovery.guests.length === 0 ? 'docker' : 'one kind'),
      message: `recovery looks at ${seen(recovery)} only, and no recovery script sees ${listed(missed.map((guest) => shortly(guest)))} of ${sites.length > 1 ? 'sites' : 'site'} ${listed(sites.map((site) => quoted(site)))}; expected one that looks at guests of each kind`,
      related: missed
        .slice(0, 3)
        .map((guest) => ({ message: `${shortly(guest)} is declared here`, at: guest.at })),
      key: 'kinds',
      ...(sites.length === 1 && { site: sites[0]! }),
    };
  },
  examples: {
    passing: [
      {
        name: 'both lists instead of one state after the other',
        edits: [
          {
            file: RECOVERY,
            find: STATE,
            replace: '  state=$(on "$host" "qm list; pct list" | awk -v id="$id" \'$1 == id\')\n',
          },
        ],
      },
      {
        name: 'the states of all guests of the cluster',
        edits: [
          {
            file: RECOVERY,
            find: STATE,
            replace:
              '  state=$(on "$host" pvesh get /cluster/resources --type vm | awk -v id="$id" \'$1 == id\')\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'machines only',
        edits: [
          { file: RECOVERY, find: STATE, replace: '  state=$(«on "$host" qm status "$id"»)\n' },
          { file: RECOVERY, find: START, replace: '  on "$host" qm start "$id" ||' },
        ],
      },
      {
        name: 'stacks only, in words behind ssh and its options',
        edits: [
          {
            file: RECOVERY,
            content:
              '#!/bin/bash\nset -eu\nfor host in "$@"; do\n  out=$(«ssh -n -o BatchMode=yes "$host" docker ps --quiet») || exit 1\n  [ -n "$out" ]\ndone\n',
          },
        ],
      },
      {
        name: 'stacks only',
        edits: [
          {
            file: RECOVERY,
            content:
              '#!/bin/bash\nset -u\nfor host in "$@"; do\n  ssh -n "$host" "«docker ps --quiet»" | grep -q . || echo "$host runs nothing" >&2\ndone\n',
          },
        ],
      },
    ],
  },
});

/** Active guests of a kind that no recovery of their site looks at. */
function missedBy(recovery: Recovery, estate: Estate): Guest[] {
  return recoverableSites(estate)
    .filter((site) => serves(recovery, site.id))
    .flatMap((site) => {
      const all = recoveries(estate).filter((each) => serves(each, site.id));
      const guests = estate.index.guestsOf(site.id).filter((guest) => guest.state === 'active');
      return guests.filter(
        ({ guestKind: kind }) => kind !== undefined && !all.some((each) => looksAt(each, kind)),
      );
    });
}

function seen(recovery: Recovery): string {
  if (recovery.guests.length === 0) return 'Docker containers';
  return looksAt(recovery, 'qemu') ? 'VMs' : 'containers of the hypervisor';
}
