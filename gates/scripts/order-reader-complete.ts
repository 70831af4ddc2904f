import { listed } from '../../src/estate/ask/describe.ts';
import {
  type OrderReader,
  orderReadersOf,
  scriptsThatReadOrders,
} from '../../src/estate/ask/order-reader.ts';
import { commentedOrder, type MissedGuest, missedBy } from '../../src/estate/ask/order-reader-reach.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Script } from '../../src/estate/model/script.ts';
import { quoted } from '../../src/finding/printable.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';
import { ORDER_KEYS } from '../../src/scripts/order/order-read.ts';

const STATUS = 'ops/plugins/infra/bin/guest-status';
const GUESTS = 'ops/plugins/infra/bin/infra-proxmox-maintenance';

export default defineGate<Script>({
  id: 'scripts/order-reader-complete',
  title: 'A script that reads the order obtains every active guest from it',
  why: 'What the reader leaves out is neither stopped before the power goes nor started afterwards, although the contract orders it.',
  fix: 'Read startup_order or shutdown_order of the site, or vm_ids and lxc_ids together, in the script.',
  severity: 'error',
  reads: ['startup.sequencing', 'vm.lifecycle', 'topology.sites'],
  scripts: { triggers: [...ORDER_KEYS, 'startup.sequencing.yaml'] },
  unseen:
    'What a script does with the guests that it obtained, conditions on anything but the site, keys that it computes elsewhere, and guests that the contract itself leaves out.',
  examines: scriptsThatReadOrders,
  *judge(script, estate) {
    for (const reader of orderReadersOf(estate, script)) yield* incomplete(reader, script, estate);
  },
  examples: {
    passing: [
      {
        name: 'both kinds, each by a function of its own',
        edits: [
          {
            file: STATUS,
            find: 'bad=0\n',
            replace:
              'seq=ops/bindings/startup.sequencing.yaml\nvms() { yq ".phases[] | select(.site == \\"$1\\") | .hosts[].vm_ids[]" "$seq"; }\ncontainers() { yq ".phases[] | select(.site == \\"$1\\") | .hosts[].lxc_ids[]" "$seq"; }\nbad=0\n',
          },
        ],
      },
      {
        name: 'the list of the action that was asked for',
        edits: [
          {
            file: GUESTS,
            find: 'yq -r ".lifecycle[\\"$site\\"].startup_order[]" "$SEQUENCING"',
            replace: 'yq -r ".lifecycle.$site.$' + '{1}_order[]" "$SEQUENCING"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a function that reads the VMs of the phases and nothing else',
        edits: [
          {
            file: GUESTS,
            from: '  case $1 in\n    stop) yq',
            to: '}\n\n# host<TAB>',
            replace:
              '  yq -r «".phases[] | select(.site == \\"$site\\") | .hosts[].vm_ids[]"» "$SEQUENCING"\n',
          },
        ],
      },
      {
        name: 'a loop in Python that knows VMs only',
        edits: [
          {
            file: 'ops/bin/order.py',
            content:
              '#!/usr/bin/env python3\nimport sys, yaml\n\ndoc = yaml.safe_load(open("ops/bindings/startup.sequencing.yaml"))\nids = []\nfor phase in doc["phases"]:\n    if phase["site"] != sys.argv[1]:\n        continue\n    for host in phase["hosts"]:\n        ids += host.get(«"vm_ids"», [])\nprint(*ids)\n',
          },
        ],
      },
      {
        name: 'lists of a version that the contract no longer has',
        edits: [
          {
            file: 'ops/bin/order-of',
            content:
              '#!/bin/sh\nyq -r «".$' +
              '{1}_vm_lifecycle.startup_order[]"» ops/bindings/startup.sequencing.yaml\n',
          },
        ],
      },
      {
        name: 'a comment line that no contract has',
        edits: [
          {
            file: 'ops/bin/order-of',
            content:
              '#!/bin/bash\nseq=ops/bindings/startup.sequencing.yaml\ngrep -E «"^# $' +
              '{1}_stop_order:"» "$seq" | sed "s/.*\\[//; s/\\].*//"\n',
          },
        ],
      },
    ],
  },
});

function* incomplete(reader: OrderReader, script: Script, estate: Estate): Iterable<Breach> {
  const missed = missedBy(reader, sitesOf(script, estate), estate);
  if (missed.length === 0) return;
  const own = reader.reads.filter((read) => read.at.function === reader.function);
  const main = own.find((read) => !read.fromComment) ?? own[0]!;
  const keys = [...new Set(reader.reads.flatMap((read) => read.keys))];
  const where = reader.function === undefined ? 'the script' : `${reader.function}()`;
  const left = missed.map(({ site, guests }) => `${guestsOf(guests)} of site "${site}"`);
  yield {
    at: main.at.anchor,
    message: `${where} reads the order from ${sourceOf(keys)} and does not obtain ${listed(left)}${held(missed.flatMap(({ guests }) => guests))}; every active guest was expected`,
    key: [reader.function ?? '', ...keys].join('\0'),
    detail: {
      kind: 'incomplete',
      value: keys.join(' '),
      ...(reader.function && { function: reader.function }),
    },
    ...(missed.length === 1 && { site: missed[0]!.site }),
    related: relatedOf(
      reader,
      missed.flatMap(({ guests }) => guests),
      estate,
    ),
  };
}

/** A script that is named for a place reads the order of that place. */
const sitesOf = ({ facts }: Script, estate: Estate): readonly string[] =>
  facts.places.length > 0 ? facts.places : activeSites(estate).map(({ id }) => id);

const guestsOf = (missed: readonly MissedGuest[]): string =>
  `guest${missed.length === 1 ? '' : 's'} ${listed(missed.map(({ guest }) => String(guest.vmid)))}`;

const sourceOf = (keys: readonly string[]): string =>
  keys.length === 0 ? 'a comment line' : listed(keys.map((key) => quoted(key)));

function held(missed: readonly MissedGuest[]): string {
  const keys = [...new Set(missed.flatMap((each) => each.held.map(({ key }) => key)))];
  return keys.length === 0 ? '' : `, held under ${listed(keys.map((key) => quoted(key)))}`;
}

function relatedOf(reader: OrderReader, missed: readonly MissedGuest[], estate: Estate) {
  const comment = reader.reads.find((read) => read.fromComment);
  return [
    ...(comment && commentedOrder(estate).size === 0
      ? [{ message: 'the comment line that it looks for stands in no contract', at: comment.at.anchor }]
      : []),
    ...missed
      .slice(0, 4)
      .map(({ guest, held: [first] }) => ({ message: `guest ${guest.vmid}`, at: first?.at ?? guest.at })),
  ];
}
