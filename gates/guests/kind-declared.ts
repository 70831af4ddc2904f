import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { listed, named } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { activeGuests, isKnown } from '../../src/estate/ask/standard.ts';
import { guestKindOf } from '../../src/estate/join/guests/guest-mentions.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { isSpan } from '../../src/finding/place.ts';
import { quoted } from '../../src/finding/printable.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Guest>({
  id: 'guests/kind-declared',
  title: 'For every active guest some contract tells whether it is a VM or a container',
  why: 'The tool for VMs fails on a container and the other way round, so a guest of unknown kind cannot be stopped, and a plan for it is refused.',
  fix: 'Give the guest a row in vm.lifecycle.yaml, with vm_type: lxc when it is a container.',
  severity: 'error',
  reads: ['startup.sequencing', 'vm.lifecycle', 'topology.sites', 'proxmox.inventory', 'backup.inventory'],
  unseen: 'VMIDs that only phases hold: guests/in-executor-lists reports them.',
  examines: activeGuests,
  *judge(guest, estate) {
    yield* unreadKind(guest, estate);
    if (isKnown(guest) || guest.mentions.every(({ what }) => what.startsWith('phase'))) return;
    const { at, where, related } = missingRow(estate, guest, 'vm.lifecycle', ['vms']);
    const places = listed([...new Set(guest.mentions.map(({ what }) => what))]);
    yield {
      at,
      related,
      message: `VMID ${guest.vmid} of site "${guest.site}" is known only from ${places}, so nothing tells whether it is a VM or a container; a row was expected in ${where}`,
    };
  },
  examples: {
    passing: [
      {
        name: 'a guest whose lifecycle row states no vm_type, which means a VM',
        edits: [
          {
            file: 'ops/bindings/vm.lifecycle.yaml',
            find: '    hostname: atlas\n',
            replace: '    hostname: atlas\n    vm_type: qemu\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a word that is no kind',
        edits: [
          {
            file: 'ops/bindings/vm.lifecycle.yaml',
            find: 'vm_type: lxc\n    profile: null\n    lan_ip: 192.0.2.53\n',
            replace: 'vm_type: «lcx»\n    profile: null\n    lan_ip: 192.0.2.53\n',
          },
        ],
      },
      {
        name: 'a VMID that only the order lists hold',
        edits: [
          { file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[nas, pve-home, 105, 100, 109]' },
          { file: FILE, find: '[100, 105, pve-home, nas]', replace: '[109, 100, 105, pve-home, nas]' },
          { file: 'ops/bindings/vm.lifecycle.yaml', find: 'vms:\n', replace: '«vms»:\n' },
        ],
      },
    ],
  },
});

/** A word in the row of the guest that stands for no kind is as good as none, and hides the default. */
function* unreadKind(guest: Guest, estate: Estate): Iterable<Breach> {
  const { row } = guest;
  if (!row || isSpan(row)) return;
  const document = lifecycles(estate).get(row.file);
  const stated = document && RowAt.below(document, row.path.slice(0, 2))?.text('vm_type', 'guest_type');
  if (!stated || guestKindOf(stated.value)) return;
  yield {
    at: stated.at,
    key: 'vm_type',
    message: `${named(guest)} is a ${quoted(stated.value)}, which is no kind of guest; expected "qemu" or "lxc"`,
  };
}

const lifecycles = oncePerEstate(
  ({ index }) => new Map(index.loaded('vm.lifecycle').map((document) => [document.file, document])),
);
