import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { listed, named } from '../../src/estate/ask/describe.ts';
import { guestElsewhere } from '../../src/estate/ask/guest-elsewhere.ts';
import { activeGuests, isKnown } from '../../src/estate/ask/standard.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
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
    const { unreadKind } = guest;
    if (unreadKind)
      yield {
        at: unreadKind.at,
        key: 'vm_type',
        message: `${named(guest)} is a ${quoted(unreadKind.value)}, which is no kind of guest; expected "qemu" or "lxc"`,
      };
    if (isKnown(guest) || guest.mentions.every(({ what }) => what.startsWith('phase'))) return;
    const other = guestElsewhere(guest, estate);
    if (other) {
      yield foreign(guest, other);
      return;
    }
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
        name: 'a VMID of another site in the order lists',
        edits: [
          { file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[nas, pve-home, 105, 100, «213»]' },
          { file: FILE, find: '[100, 105, pve-home, nas]', replace: '[213, 100, 105, pve-home, nas]' },
        ],
      },
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

/** The number stands in the orders of a site that it is not of. */
function foreign(guest: Guest, other: Guest): Breach {
  const [first, ...more] = guest.mentions;
  const places = listed([...new Set(guest.mentions.map(({ what }) => what))]);
  return {
    at: first?.at ?? guest.at,
    key: 'site',
    message: `VMID ${guest.vmid} in ${places} of site "${guest.site}" is ${named(other)}; expected it in the orders of its own site alone`,
    related: [
      ...more.slice(0, 3).map(({ at }) => ({ message: 'and here', at })),
      { message: 'declared here', at: other.at },
    ],
    fix: `Take the VMID out of the orders of site "${guest.site}", or correct it.`,
  };
}
