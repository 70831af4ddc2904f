import { facetGap } from '../../src/estate/ask/backup-facets.ts';
import { sitesWithGuests } from '../../src/estate/ask/backups.ts';
import { defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';
const off = (find: string) => ({ file: INVENTORY, find, replace: find.replace('true', 'false') });

export default defineGate({
  id: 'backups/app-facet',
  title: 'Every active site has an enabled backup at application level',
  why: 'An image of a running database may not start again; without an export that the application can read, the only copy is one that nobody has ever opened.',
  fix: 'Add a target for an export of the application to targets of backup.inventory.yaml, with facet: app and guests.',
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
  unseen: 'Which applications would need an export; one target for a site is enough.',
  examines: sitesWithGuests,
  *judge(site, estate) {
    const gap = facetGap(estate, site, 'app');
    if (!gap) return;
    const { where, ...places } = gap;
    yield {
      message: `site "${site.id}" has no enabled backup at application level; expected one in ${where}`,
      ...places,
    };
  },
  examples: {
    passing: [
      {
        name: 'one export is enough',
        edits: [off('name: pihole-teleporter\n    enabled: true')],
      },
    ],
    failing: [
      {
        name: 'every export of a site is switched off',
        edits: [
          { file: INVENTORY, find: 'targets:\n', replace: '«targets»:\n' },
          off('name: atlas-notes-database\n    enabled: true'),
          off('name: pihole-teleporter\n    enabled: true'),
        ],
      },
    ],
  },
});
