import { enabledTargets } from '../../src/estate/ask/backups.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';

export default defineGate({
  id: 'backups/target-guests-resolve',
  title: 'Every enabled backup target names guests that exist, and what it protects stands at a site',
  why: 'A target that protects a guest which is not there proves nothing for any guest, and a target of no site is counted for none.',
  fix: 'Name the protected guests in guests of the target, as <site>/<VMID>.',
  severity: 'error',
  reads: [
    'topology.sites',
    'backup.inventory',
    'backup.schedule',
    'vm.lifecycle',
    'ssh.targets',
    'service.registry',
    'docker.compose.targets',
    'proxmox.inventory',
  ],
  examines: enabledTargets,
  *judge(target, estate) {
    for (const { value, at } of target.danglingGuests) {
      const near = nearest(
        value,
        estate.guests.map((guest) => guest.key),
      );
      const hint = near === undefined ? 'expected <site>/<VMID>' : `did you mean "${near}"`;
      const message = `target "${target.name}" protects "${value}", which no contract declares; ${hint}`;
      yield { message, at, key: value };
    }
    if (target.site !== undefined || target.danglingGuests.length > 0) return;
    const sites = new Set(target.guests.map((key) => estate.index.guest(key)?.site));
    if (sites.size > 1) return;
    yield {
      message: `target "${target.name}" counts for no site: nothing tells what it protects; expected guests`,
      severity: 'warning',
    };
  },
  examples: {
    passing: [
      {
        name: 'the pattern of the files names the guest',
        edits: [
          {
            file: INVENTORY,
            find: '    guests: [home/100]\n    schedule: home-vm',
            replace: '    schedule: home-vm',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a guest that does not exist',
        edits: [
          {
            file: INVENTORY,
            find: 'guests: [home/100]\n    schedule: home-app',
            replace: 'guests: [«home/190»]\n    schedule: home-app',
          },
        ],
      },
      {
        name: 'nothing tells what a target protects',
        edits: [
          {
            file: INVENTORY,
            find: 'targets:\n',
            replace:
              'targets:\n  - {name: «papers», enabled: true, kind: file_glob, host: cloud, base_path: /keep, glob: "*.tar", stale_after_hours: 800, classification: rebuildable}\n',
          },
        ],
      },
    ],
  },
});
