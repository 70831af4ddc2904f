import type { ContractKind } from '../../src/contract/kinds.ts';
import { listAt, memberOf, siteListEntities } from '../../src/estate/ask/site-lists.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site, SiteList } from '../../src/estate/model/site.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';
const PLACEMENT = 'ops/bindings/infra.placement.policy.yaml';

export default defineGate({
  id: 'sites/lists-agree',
  title: 'Every list of sites in any contract agrees with the topology',
  why: 'A site that one contract forgets is skipped there without a word; a site that only one contract knows is operated by nobody.',
  fix: 'Declare sites in topology.sites.yaml only, and give every active one its entry in each list.',
  severity: 'error',
  reads: [
    'topology.sites',
    'infra.maintenance.transaction.contract',
    'infra.placement.policy',
    'startup.sequencing',
  ],
  unseen:
    'Active sites that the transaction contract lacks: sites/maintenance-row and sites/oob-policy-declared report those.',
  examines: (estate) => [...activeSites(estate), ...siteListEntities(estate)],
  *judge(entity, estate) {
    if ('list' in entity) yield* undeclared(entity.list, estate);
    else yield* forgotten(entity, estate);
  },
  examples: {
    passing: [
      {
        name: 'a site that is planned may already stand in a list',
        edits: [
          {
            file: PLACEMENT,
            find: '\nhosts:\n',
            replace: '\n  template-site:\n    proxmox_hosts: [pve]\n\nhosts:\n',
          },
        ],
      },
      {
        name: 'a list that knows no hypervisor of a site',
        edits: [{ file: PLACEMENT, find: 'proxmox_hosts: [pve-home]', replace: 'proxmox_hosts: []' }],
      },
    ],
    failing: [
      {
        name: 'a list forgets a site',
        edits: [
          { file: PLACEMENT, find: 'sites:\n  shop', replace: '«sites»:\n  shop' },
          { file: PLACEMENT, from: '  home:\n', to: '\nhosts:', replace: '' },
        ],
      },
      {
        name: 'a list misspells a site',
        edits: [{ file: CONTRACT, find: '  home:\n', replace: '  «hmoe»:\n' }],
      },
      {
        name: 'a site that the topology does not know',
        edits: [
          {
            file: PLACEMENT,
            find: '\nhosts:\n',
            replace: '\n  «barn»:\n    proxmox_hosts: [pve]\n\nhosts:\n',
          },
        ],
      },
    ],
  },
});

const JUDGED_BY_ROW: ContractKind = 'infra.maintenance.transaction.contract';

function* undeclared(list: SiteList, estate: Estate): Iterable<Breach> {
  const seen = new Set<string>();
  for (const entry of list.entries) {
    if (seen.has(entry.value) || estate.index.site(entry.value)) continue;
    seen.add(entry.value);
    const near = nearest(
      entry.value,
      estate.sites.map((site) => site.id),
    );
    const hint = near === undefined ? '' : `; did you mean "${near}"`;
    yield {
      message: `${listAt(list, entry)} names the site "${entry.value}", which topology.sites.yaml does not declare${hint}`,
      at: entry.at,
      key: `${list.name} ${entry.value}`,
    };
  }
}

function* forgotten(site: Site, estate: Estate): Iterable<Breach> {
  for (const list of estate.siteLists) {
    if (!list.complete || list.kind === JUDGED_BY_ROW || memberOf(estate, list, site.id)) continue;
    yield {
      message: `site "${site.id}" is active but is not in ${list.name}; expected every active site there`,
      at: list.at,
      related: [{ message: `site "${site.id}" is declared here`, at: site.at }],
      key: list.name,
    };
  }
}
