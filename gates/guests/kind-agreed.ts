import { listed, named } from '../../src/estate/ask/describe.ts';
import { activeGuests } from '../../src/estate/ask/standard.ts';
import type { Guest, KindEvidence } from '../../src/estate/model/guest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

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
    if (strongest && guest.kindDisputed && strongest.at === guest.row) {
      yield presumed(guest, strongest);
      return;
    }
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
        name: 'a registry row whose kind is none of a guest',
        edits: [
          {
            file: 'docs/governance/SERVICE_REGISTRY.yaml',
            find: 'resolver-a: {kind: lxc,',
            replace: 'resolver-a: {kind: resolver,',
          },
        ],
      },
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
        name: 'a registry row of the other kind',
        edits: [
          {
            file: 'docs/governance/SERVICE_REGISTRY.yaml',
            find: 'resolver-a: {kind: lxc,',
            replace: 'resolver-a: {kind: «qemu»,',
          },
        ],
      },
      {
        name: 'a lifecycle row that leaves the kind to the default, which all others contradict',
        edits: [
          {
            file: 'ops/bindings/vm.lifecycle.yaml',
            find: '- id: 105\n',
            replace: '- id: «105»\n',
          },
          {
            file: 'ops/bindings/vm.lifecycle.yaml',
            find: '"2025-01-05"  # approximate\n    vm_type: lxc\n',
            replace: '"2025-01-05"\n',
          },
        ],
      },
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

/** The row states nothing, so it is the place to edit, whatever the others say. */
function presumed(guest: Guest, row: KindEvidence): Breach {
  const against = guest.kindEvidence.filter((evidence) => evidence.kind !== row.kind);
  const words = listed([...new Set(against.map(({ text }) => `"${text}"`))]);
  return {
    key: 'row',
    message: `${named(guest)} has no vm_type in its lifecycle row, which means ${row.kind}, but ${words} ${against.length > 1 ? 'say' : 'says'} ${against[0]!.kind}`,
    at: row.at,
    related: against.slice(0, 6).map((evidence) => ({ message: `${evidence.kind} here`, at: evidence.at })),
    fix: 'State vm_type in the row, or correct the contracts that are wrong about the kind.',
  };
}
