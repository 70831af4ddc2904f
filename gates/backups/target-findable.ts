import { enabledTargets } from '../../src/estate/ask/backups.ts';
import { listed } from '../../src/estate/ask/describe.ts';
import type { BackupTarget } from '../../src/estate/model/backup.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/backup.inventory.yaml';

export default defineGate<BackupTarget>({
  id: 'backups/target-findable',
  title: 'Every target says where its files lie, what they are called and how much they matter',
  why: 'A copy that nobody can find is not looked at, and its limit cannot be chosen by a class that is not stated.',
  fix: 'State host, base_path, glob and classification of the target in backup.inventory.yaml.',
  severity: 'warning',
  reads: ['backup.inventory', 'infra.maintenance.transaction.contract', 'topology.sites'],
  unseen: 'Whether files are there: backups/evidence-conclusive reports what was seen.',
  examines: enabledTargets,
  *judge(target, estate) {
    const { name, at, host, basePath, glob, classification } = target;
    const facts = { host, base_path: basePath, glob, ...(isClassed(target, estate) && { classification }) };
    const missing = Object.entries(facts).flatMap(([key, stated]) => (stated === undefined ? [key] : []));
    if (missing.length > 0)
      yield { at, message: `target "${name}" states no ${listed(missing)}; expected all of it` };
  },
  examples: {
    passing: [
      {
        name: 'no class where the limit of the site is one number',
        edits: [
          {
            file: 'ops/bindings/infra.maintenance.transaction.contract.yaml',
            find: 'backup_max_age_hours: {critical: 30, important: 30, rebuildable: 192}',
            replace: 'backup_max_age_hours: 192',
          },
          {
            file: FILE,
            find: 'glob: "books-*.sql.gz"\n    stale_after_hours: 28\n    classification: critical\n',
            replace: 'glob: "books-*.sql.gz"\n    stale_after_hours: 28\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no pattern',
        edits: [
          { file: FILE, find: '- name: books-a-database\n', replace: '- name: «books-a-database»\n' },
          { file: FILE, find: '    glob: "books-*.sql.gz"\n', replace: '' },
        ],
      },
      {
        name: 'a class that the limits of the site go by',
        edits: [
          { file: FILE, find: '- name: books-a-database\n', replace: '- name: «books-a-database»\n' },
          {
            file: FILE,
            find: 'glob: "books-*.sql.gz"\n    stale_after_hours: 28\n    classification: critical\n',
            replace: 'glob: "books-*.sql.gz"\n    stale_after_hours: 28\n',
          },
        ],
      },
    ],
  },
});

const isClassed = ({ site }: BackupTarget, estate: Estate): boolean =>
  typeof estate.index.site(site ?? '')?.maintenance?.backupMaxAgeHours?.value === 'object';
