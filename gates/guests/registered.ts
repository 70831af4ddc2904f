import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { listed, named } from '../../src/estate/ask/describe.ts';
import { knownGuests } from '../../src/estate/ask/standard.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';

export default defineGate<Guest>({
  id: 'guests/registered',
  title: 'Every guest that an inventory or a backup knows has a lifecycle row',
  why: 'The lifecycle says who owns a guest, what state it is in and which tool stops it; a guest that only other contracts know is run by nobody.',
  fix: 'Add a row for the guest to vms in vm.lifecycle.yaml.',
  severity: 'error',
  reads: ['vm.lifecycle', 'proxmox.inventory', 'backup.inventory', 'topology.sites'],
  unseen: 'A VMID that stands only in lists: guests/kind-declared and guests/in-executor-lists report it.',
  examines: knownGuests,
  *judge(guest, estate) {
    if (guest.row) return;
    const { at, where, related } = missingRow(estate, guest, 'vm.lifecycle', ['vms']);
    const words = listed([...new Set(guest.mentions.map(({ what }) => what))]);
    yield { at, related, message: `${named(guest)} is known from ${words}, but has no row in ${where}` };
  },
  examples: {
    passing: [
      {
        name: 'a retired guest of an inventory without a row',
        edits: [
          {
            file: 'ops/bindings/home.proxmox.inventory.yaml',
            find: 'decommissioned_services: []',
            replace: 'decommissioned_services: [{id: vm-119-old, status: stopped}]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a guest that an inventory found running',
        edits: [
          {
            file: 'ops/bindings/home.proxmox.inventory.yaml',
            find: '    decommissioned_services: []',
            replace:
              '      - {id: lxc-119-new, type: lxc, vm_id: 119, name: new, status: running}\n    decommissioned_services: []',
          },
          { file: LIFECYCLE, find: 'vms:\n', replace: '«vms»:\n' },
        ],
      },
    ],
  },
});
