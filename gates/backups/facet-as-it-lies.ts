import { enabledTargets } from '../../src/estate/ask/backups.ts';
import type { BackupTarget } from '../../src/estate/model/backup.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/backup.inventory.yaml';

export default defineGate<BackupTarget>({
  id: 'backups/facet-as-it-lies',
  title:
    'A target that calls itself a copy of its site lies at that site, and one that calls itself offsite does not',
  why: 'A restore goes to where the facet says that the copy is; one that lies elsewhere is an hour away, or gone with its site.',
  fix: 'Name the host that keeps the files, or state the facet that is true.',
  severity: 'warning',
  reads: ['backup.inventory', 'vm.lifecycle', 'ssh.targets', 'topology.sites'],
  unseen: 'Targets that state no facet, and hosts that no contract puts at a site.',
  examines: (estate) =>
    enabledTargets(estate).filter(
      ({ facetStated, destinationSite, site }) => facetStated && destinationSite && site,
    ),
  *judge({ name, facetStated, destinationSite, site, offsite, host, at }) {
    const saysOffsite = /offsite|away|remote/i.test(facetStated!.value);
    if (saysOffsite === offsite) return;
    yield {
      at: host?.at ?? at,
      message: `target "${name}" calls itself "${facetStated!.value}", but what it protects stands at site "${site}" and its files lie at site "${destinationSite}"; expected ${saysOffsite ? 'another site' : 'the same site'}`,
      related: [{ message: 'the facet', at: facetStated!.at }],
    };
  },
  examples: {
    passing: [
      {
        name: 'a copy without a facet lies wherever it lies',
        edits: [
          {
            file: FILE,
            find: 'facet: app\n    guests: [shop/213]\n    schedule: shop-app-nightly\n    host: nas-shop',
            replace: 'guests: [shop/213]\n    schedule: shop-app-nightly\n    host: nas',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the export of one site on the NAS of another',
        edits: [
          {
            file: FILE,
            find: 'guests: [shop/213]\n    schedule: shop-app-nightly\n    host: nas-shop',
            replace: 'guests: [shop/213]\n    schedule: shop-app-nightly\n    host: «nas»',
          },
        ],
      },
    ],
  },
});
