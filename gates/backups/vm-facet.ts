import { facetGap } from '../../src/estate/ask/backup-facets.ts';
import { sitesWithGuests } from '../../src/estate/ask/backups.ts';
import { defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';
const off = (find: string) => ({ file: INVENTORY, find, replace: find.replace('true', 'false') });

export default defineGate({
  id: 'backups/vm-facet',
  title: 'Every active site has an enabled backup of whole guests',
  why: 'Where only application exports are kept, a lost disk means building every machine again by hand before the first export can be read.',
  fix: 'Add a target for the images of the guests to targets of backup.inventory.yaml, with facet: vm and guests.',
  severity: 'error',
  reads: ['topology.sites', 'backup.inventory', 'vm.lifecycle', 'proxmox.inventory'],
  examines: sitesWithGuests,
  *judge(site, estate) {
    const gap = facetGap(estate, site, 'vm');
    if (!gap) return;
    const { where, ...places } = gap;
    yield {
      message: `site "${site.id}" has no enabled backup of whole guests; expected one in ${where}`,
      ...places,
    };
  },
  examples: {
    passing: [
      {
        name: 'the facet follows from the pattern of the files',
        edits: [
          { file: INVENTORY, find: 'facet: vm\n    guests: [home/100]', replace: 'guests: [home/100]' },
        ],
      },
    ],
    failing: [
      {
        name: 'every image of a site is switched off',
        edits: [
          { file: INVENTORY, find: 'targets:\n', replace: '«targets»:\n' },
          off('name: home-vm-100-atlas-primary\n    enabled: true'),
          off('name: home-lxc-105-dns-primary\n    enabled: true'),
          off('name: home-vm-100-atlas-away, enabled: true'),
          off('name: home-lxc-105-dns-away, enabled: true'),
        ],
      },
    ],
  },
});
