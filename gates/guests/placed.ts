import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { named } from '../../src/estate/ask/describe.ts';
import { knownGuests } from '../../src/estate/ask/standard.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/infra.storage.placement.policy.yaml';

export default defineGate<Guest>({
  id: 'guests/placed',
  title: 'Every active guest has a storage placement row',
  why: 'Where its data lies and what it mounts is then unknown: no policy covers its disks, and no order can know that it needs the NAS.',
  fix: 'Add a row with its vmid and kind to vm_storage in infra.storage.placement.policy.yaml.',
  severity: 'error',
  reads: ['infra.storage.placement.policy', 'vm.lifecycle', 'topology.sites'],
  examines: knownGuests,
  *judge(guest, estate) {
    if (guest.storage) return;
    const { at, where, related } = missingRow(estate, guest, 'infra.storage.placement.policy', [
      'vm_storage',
    ]);
    yield {
      at,
      related,
      message: `${named(guest)} has no storage placement; a row was expected in ${where}`,
    };
  },
  examples: {
    passing: [
      {
        name: 'a row under another name, with a quoted VMID',
        edits: [
          { file: FILE, find: '  pihole-home:\n    vmid: 105', replace: '  house-dns:\n    vmid: "105"' },
        ],
      },
    ],
    failing: [
      {
        name: 'a container without a row',
        edits: [
          { file: FILE, find: 'vm_storage:\n', replace: '«vm_storage»:\n' },
          { file: FILE, from: '  pihole-home:', to: 'remediation_priority', replace: '' },
        ],
      },
    ],
  },
});
