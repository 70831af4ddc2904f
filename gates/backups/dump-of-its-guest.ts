import { enabledTargets } from '../../src/estate/ask/backups.ts';
import { listed, shortly } from '../../src/estate/ask/describe.ts';
import { dumpOf } from '../../src/estate/join/backups/backup-guests.ts';
import type { BackupTarget } from '../../src/estate/model/backup.ts';
import { defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';

export default defineGate<BackupTarget>({
  id: 'backups/dump-of-its-guest',
  title: 'A target counts for the guest whose dumps its pattern finds',
  why: 'A guest that is covered by the dumps of another has no backup, and every report says that it has one.',
  fix: 'Name the guest of the pattern under guests of the target, and the target of the guest in its lifecycle row.',
  severity: 'error',
  reads: ['backup.inventory', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Files of applications: their names tell no guest.',
  examines: (estate) => enabledTargets(estate).filter(({ glob }) => dumpOf(glob?.value) !== undefined),
  *judge(target, estate) {
    const { vmid } = dumpOf(target.glob?.value)!;
    const guests = target.guests.flatMap((key) => estate.index.guest(key) ?? []);
    const others = guests.filter((guest) => guest.vmid !== vmid);
    if (others.length === 0) return;
    yield {
      at: target.glob!.at,
      message: `target "${target.name}" counts for ${listed(others.map(shortly))}, but its pattern "${target.glob!.value}" finds the dumps of ${vmid}; expected one guest`,
      related: others.map((guest) => ({
        message: shortly(guest),
        at: guest.backupTargetName?.at ?? guest.at,
      })),
    };
  },
  examples: {
    passing: [
      {
        name: 'a pattern with the path in front',
        edits: [
          {
            file: INVENTORY,
            find: 'glob: "vzdump-lxc-105-*.tar.zst"\n    stale_after_hours: 192',
            replace: 'glob: "*/vzdump-lxc-105-*.tar.zst"\n    stale_after_hours: 192',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the guest of another target',
        edits: [
          {
            file: INVENTORY,
            find: 'facet: vm\n    guests: [shop/212]',
            replace: 'facet: vm\n    guests: [shop/211]',
          },
          {
            file: INVENTORY,
            find: 'glob: "vzdump-qemu-212-*.vma.zst"\n    stale',
            replace: 'glob: «"vzdump-qemu-212-*.vma.zst"»\n    stale',
          },
        ],
      },
    ],
  },
});
