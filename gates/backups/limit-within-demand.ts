import { inHours, ownLimit, siteLimit, strictest } from '../../src/estate/ask/backup-limits.ts';
import { enabledTargets, guestsUnder } from '../../src/estate/ask/backups.ts';
import type { BackupTarget } from '../../src/estate/model/backup.ts';
import { defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';

export default defineGate<BackupTarget>({
  id: 'backups/limit-within-demand',
  title: 'No target tolerates an older copy than its site demands of its classification',
  why: 'The backup report stays green while the window of the site is refused, and nobody mends what is reported as fine.',
  fix: 'Lower stale_after_hours of the target, or raise what the site demands of its classification.',
  severity: 'warning',
  reads: ['backup.inventory', 'infra.maintenance.transaction.contract', 'vm.lifecycle', 'topology.sites'],
  unseen: 'What the text of a runbook demands: it says one number for everything.',
  examines: (estate) => enabledTargets(estate).filter((target) => guestsUnder(estate, target).length > 0),
  *judge(target, estate) {
    const own = ownLimit(target);
    const sites = new Set(guestsUnder(estate, target).map((guest) => guest.site));
    const demand = strictest([...sites].flatMap((site) => siteLimit(estate, target, site) ?? []));
    if (!own || !demand || own.hours <= demand.hours) return;
    yield {
      at: own.at,
      message: `target "${target.name}" counts as stale after ${inHours(own.hours)}; ${demand.what} demands ${inHours(demand.hours)}`,
      related: [{ message: 'the demand', at: demand.at }],
    };
  },
  examples: {
    passing: [
      {
        name: 'exactly what the site demands',
        edits: [
          {
            file: INVENTORY,
            find: 'glob: "vzdump-qemu-213-*.vma.zst"\n    stale_after_hours: 28',
            replace: 'glob: "vzdump-qemu-213-*.vma.zst"\n    stale_after_hours: 30',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'twice what the site demands',
        edits: [
          {
            file: INVENTORY,
            find: 'glob: "vzdump-qemu-213-*.vma.zst"\n    stale_after_hours: 28',
            replace: 'glob: "vzdump-qemu-213-*.vma.zst"\n    stale_after_hours: «60»',
          },
        ],
      },
    ],
  },
});
