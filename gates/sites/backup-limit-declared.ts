import { enabledTargetsOf } from '../../src/estate/ask/backups.ts';
import { maintenanceRow } from '../../src/estate/ask/maintenance.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import { defineGate } from '../../src/gate/gate.ts';

const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';

export default defineGate({
  id: 'sites/backup-limit-declared',
  title: 'Every active site declares the oldest backup with which a window may begin',
  why: 'Without a limit nothing stops a window while the newest backup of a guest is a week old; a failed start then costs a week.',
  fix: "State backup_max_age_hours, a number or one by classification, in the site's row of the transaction contract.",
  severity: 'error',
  reads: ['topology.sites', 'infra.maintenance.transaction.contract', 'backup.inventory'],
  examines: activeSites,
  *judge(site, estate) {
    const limit = site.maintenance?.backupMaxAgeHours;
    if (!limit) {
      const { at, where, related } = maintenanceRow(estate, site);
      const message = `site "${site.id}" declares no limit for the age of a backup; expected backup_max_age_hours in ${where}`;
      yield { message, at, related };
      return;
    }
    const hours = limit.value;
    if (typeof hours === 'number') return;
    const named = new Set<string>();
    for (const { classification, name, at } of enabledTargetsOf(estate, site.id)) {
      if (classification === undefined || Object.hasOwn(hours, classification)) continue;
      if (named.has(classification)) continue;
      named.add(classification);
      yield {
        message: `site "${site.id}" limits backups by classification, but has no limit for "${classification}"; expected hours for it`,
        at: limit.at,
        related: [{ message: `target "${name}" is classified "${classification}"`, at }],
        key: classification,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'one number for all',
        edits: [
          {
            file: CONTRACT,
            find: 'backup_max_age_hours: {critical: 30, important: 30, rebuildable: 192}',
            replace: 'backup_max_age_hours: 48',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no limit',
        edits: [
          { file: CONTRACT, find: 'id: shop', replace: 'id: «shop»' },
          {
            file: CONTRACT,
            find: '    backup_max_age_hours: {critical: 30, important: 30, rebuildable: 192}\n',
            replace: '',
          },
        ],
      },
      {
        name: 'a classification without a limit',
        edits: [
          {
            file: CONTRACT,
            find: '{critical: 30, important: 30, rebuildable: 192}',
            replace: '«{critical: 30, important: 30}»',
          },
        ],
      },
    ],
  },
});
