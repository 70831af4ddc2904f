import { actsOf, isOf, otherKind, TOOL_OF } from '../../src/estate/ask/script-guests.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { GuestKind } from '../../src/estate/model/guest.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { defineGate } from '../../src/gate/gate.ts';
import type { GuestAct } from '../../src/scripts/power/guest-act.ts';

const STATUS = 'ops/plugins/infra/bin/guest-status';

export default defineGate<Script>({
  id: 'scripts/guest-lists-both-kinds',
  title: 'A script that lists the guests of a hypervisor lists VMs and containers',
  why: 'The guests of the other kind are reported as absent, or not at all: both read like an answer.',
  fix: 'Ask for both kinds: "qm list" and "pct list", or /cluster/resources of the API.',
  severity: 'warning',
  reads: ['vm.lifecycle'],
  scripts: { triggers: ['qm', 'pct', 'qemu', 'lxc'] },
  unseen:
    'Estates that have guests of one kind only, and lists that come from files or from paths that are put together.',
  examines: (estate) =>
    hasBothKinds(estate) ? estate.scripts.filter((script) => listsOf(script).length > 0) : [],
  *judge(script) {
    const [list] = listsOf(script);
    if (!list || reachesOther(list.kind, script) || isForOneKind(list.kind, script)) return;
    const [here, there] =
      list.by === 'path' ? PATHS[list.kind] : [TOOL_OF[list.kind], TOOL_OF[otherKind(list.kind)]];
    const value = list.by === 'path' ? here : `${here} list`;
    const other = list.by === 'path' ? there : `${there} list`;
    const message = `guests are listed with "${value}" alone; expected "${other}" beside it`;
    yield { at: list.step.anchor, message, key: here, detail: { kind: 'guest-list', value } };
  },
  examples: {
    passing: [
      {
        name: 'both kinds in one command',
        edits: [{ file: STATUS, find: 'pct list | awk', replace: 'pct list 2>&1 | awk' }],
      },
      {
        name: 'containers alone, for what only containers can do',
        edits: [
          {
            file: 'ops/bin/trim-all',
            content:
              '#!/bin/sh\nset -e\nfor id in $(ssh -n "$1" pct list | awk \'NR > 1 {print $1}\'); do\n  ssh -n "$1" pct fstrim "$id"\ndone\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'containers alone, for what both kinds can do',
        edits: [
          {
            file: 'ops/bin/names-all',
            content:
              '#!/bin/sh\nset -e\nfor id in $(«ssh -n "$1" pct list» | awk \'NR > 1 {print $1}\'); do\n  ssh -n "$1" pct exec "$id" -- hostname\n  ssh -n "$1" pct config "$id"\ndone\n',
          },
        ],
      },
      {
        name: 'the API asked for machines alone',
        edits: [
          {
            file: 'ops/bin/guest-names',
            content:
              '#!/bin/sh\nset -e\n«ssh -n "$1" pvesh get "/nodes/$1/qemu" --output-format json» | jq -r ".[].name"\n',
          },
        ],
      },
      {
        name: 'machines twice',
        edits: [
          {
            file: STATUS,
            find: `"qm list | awk 'NR > 1 {print \\$1, \\$3}'; pct list | awk 'NR > 1 {print \\$1, \\$2}'"`,
            replace: `"«qm list» | awk 'NR > 1 {print \\$1, \\$3}'; qm list | awk 'NR > 1 {print \\$1, \\$2}'"`,
          },
        ],
      },
    ],
  },
});

const hasBothKinds = ({ guests }: Estate): boolean =>
  ['qemu', 'lxc'].every((kind) =>
    guests.some(({ guestKind, state }) => guestKind === kind && state === 'active'),
  );

interface List extends GuestAct {
  readonly kind: GuestKind;
}

const listsOf = (script: Script): readonly List[] =>
  actsOf(script).filter((act): act is List => act.kind !== 'either' && act.verbs.includes('list'));

/** What the API calls the guests of a kind, with its word for the other kind. */
const PATHS = {
  qemu: ['/nodes/<node>/qemu', '/nodes/<node>/lxc'],
  lxc: ['/nodes/<node>/lxc', '/nodes/<node>/qemu'],
} as const;

/** What only guests of one kind can be asked for. */
const ONLY: Readonly<Record<GuestKind, ReadonlySet<string>>> = {
  qemu: new Set(['agent', 'guest', 'monitor', 'sendkey', 'terminal', 'cloudinit', 'showcmd', 'vncproxy']),
  lxc: new Set(['exec', 'enter', 'push', 'pull', 'fstrim', 'fsck', 'df', 'mount', 'unmount']),
};

/** The list is gone through for nothing else than what the other kind has no form of. */
function isForOneKind(kind: GuestKind, script: Script): boolean {
  const verbs = actsOf(script).flatMap((act) => act.verbs.filter((verb) => !/^(list|status)$/.test(verb)));
  return verbs.length > 0 && verbs.every((verb) => ONLY[kind].has(verb));
}

/** Whether the script has anything to do with guests of the other kind; a path that is put together may have. */
function reachesOther(kind: GuestKind, script: Script): boolean {
  const acts = actsOf(script);
  const tools = new Set(script.facts.text.tools.map(({ tool }) => tool));
  return (
    tools.has(TOOL_OF[otherKind(kind)]) ||
    acts.some((act) => isOf(act.kind, otherKind(kind))) ||
    (tools.has('pvesh') && !acts.some((act) => act.by === 'path'))
  );
}
