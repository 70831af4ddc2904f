import { named } from '../../src/estate/describe.ts';
import type { Guest } from '../../src/estate/model.ts';
import { activeGuests } from '../../src/estate/standard.ts';
import { defineGate } from '../../src/gate/gate.ts';

export default defineGate<Guest>({
  id: 'guests/kind-agreed',
  title: 'All contracts agree whether a guest is a VM or a container',
  why: 'An executor that believes the wrong contract calls a tool that does not see the guest, and leaves it running.',
  fix: 'Correct the contract that is wrong about the kind.',
  severity: 'error',
  reads: ['vm.lifecycle', 'topology.sites'],
  unseen: 'Prose, names and operating systems that hint at a kind.',
  examines: (estate) => activeGuests(estate).filter((guest) => guest.kindEvidence.length > 0),
  *judge(guest) {
    const strongest = guest.kindEvidence.find((evidence) => evidence.kind === guest.guestKind);
    for (const evidence of guest.kindEvidence) {
      if (!strongest || evidence.kind === strongest.kind) continue;
      yield {
        at: evidence.at,
        key: evidence.text,
        message: `${named(guest)}: "${evidence.text}" says ${evidence.kind}, but "${strongest.text}" says ${strongest.kind}`,
        related: [{ message: `${strongest.kind} here`, at: strongest.at }],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'the word container for the same kind',
        edits: [
          {
            file: 'ops/bindings/home.proxmox.inventory.yaml',
            find: 'type: lxc, vm_id: 105',
            replace: 'type: container, vm_id: "105"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a container under vm_ids of a phase that knows lxc_ids',
        edits: [
          {
            file: 'ops/bindings/startup.sequencing.yaml',
            find: 'lxc_ids: [105]',
            replace: 'vm_ids: [«105»]',
          },
        ],
      },
      {
        name: 'a backup glob of the other kind',
        edits: [
          {
            file: 'ops/bindings/backup.inventory.yaml',
            find: 'base_path: "/mnt/pve/archive-b/dump"\n    glob: "vzdump-lxc-105-*.tar.zst"',
            replace: 'base_path: "/mnt/pve/archive-b/dump"\n    glob: «"vzdump-qemu-105-*.vma.zst"»',
          },
        ],
      },
    ],
  },
});
