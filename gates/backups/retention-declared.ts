import { sitesWithGuests } from '../../src/estate/ask/backups.ts';
import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { retentionOf } from '../../src/estate/ask/retention.ts';
import { defineGate } from '../../src/gate/gate.ts';

const SCHEDULE = 'ops/bindings/backup.schedule.yaml';

export default defineGate({
  id: 'backups/retention-declared',
  title: 'For every active site a rule says which old backups go away',
  why: 'Without a rule the store fills until a night on which no backup is written, and the first to notice is whoever needs that one.',
  fix: 'Give a job of the site a retention, such as keep-last=7 or retention_days, in backup.schedule.yaml.',
  severity: 'error',
  reads: [
    'topology.sites',
    'backup.inventory',
    'backup.schedule',
    'vm.lifecycle',
    'ssh.targets',
    'service.registry',
    'docker.compose.targets',
  ],
  unseen: 'Rules that are configured on the hypervisor only; a budget in GB or files is no rule.',
  examines: sitesWithGuests,
  *judge(site, estate) {
    if (retentionOf(estate, site.id).length > 0) return;
    const { at, where, related } = missingRow(estate, site, 'backup.schedule', ['jobs']);
    const twin = estate.retention.find((rule) => rule.sites.length > 0);
    yield {
      message: `no rule says which old backups of site "${site.id}" go away; expected a retention in ${where}`,
      at,
      related: twin
        ? [{ message: `site "${twin.sites[0]}" has ${twin.text}`, at: twin.at }, ...related]
        : related,
    };
  },
  examples: {
    passing: [
      {
        name: 'a rule at the target instead of the job',
        edits: [
          {
            file: SCHEDULE,
            from: '    retention: keep-last=5\n',
            to: '  - id: home-dns-weekly',
            replace: '',
          },
          {
            file: 'ops/bindings/backup.inventory.yaml',
            find: 'facet: vm\n    guests: [home/100]',
            replace: 'facet: vm\n    keep_last: 5\n    guests: [home/100]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no job of a site has a rule',
        edits: [
          { file: SCHEDULE, find: '\njobs:\n', replace: '\n«jobs»:\n' },
          {
            file: SCHEDULE,
            from: '  - id: home-app-nightly',
            to: '  - {id: shop-restore-drill',
            replace: '',
          },
        ],
      },
      {
        name: 'a rule that keeps everything',
        edits: [
          { file: SCHEDULE, find: '\njobs:\n', replace: '\n«jobs»:\n' },
          {
            file: SCHEDULE,
            from: '  - id: home-app-nightly',
            to: '  - {id: shop-restore-drill',
            replace:
              '  - {id: home-vm-nightly, enabled: true, kind: vm-vzdump, stack: all, host: pve-home, schedule_cron: "0 3 * * *", inventory_target: home-vm-100-atlas-primary, retention: keep-all}\n',
          },
        ],
      },
    ],
  },
});
