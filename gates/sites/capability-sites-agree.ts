import { listed } from '../../src/estate/ask/describe.ts';
import type { Capability } from '../../src/estate/model/capability.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/capabilities.yaml';

export default defineGate<Capability>({
  id: 'sites/capability-sites-agree',
  title: 'The sites of a capability are the sites of the machines that it names',
  why: 'A capability that claims a site and names nothing there is counted for a site that it never looks at.',
  fix: 'Name a machine of each site under nodes or observes, and state the site of each machine under sites.',
  severity: 'error',
  reads: ['capabilities', 'topology.sites', 'infra.placement.policy', 'ssh.targets', 'vm.lifecycle'],
  unseen: 'Capabilities that state sites only, or machines only.',
  examines: (estate) =>
    estate.capabilities.filter(
      (capability) => capability.statedSites.length > 0 && referencesOf(capability).length > 0,
    ),
  *judge(capability, estate) {
    const references = referencesOf(capability).map((stated) => ({
      ...stated,
      site: siteOf(estate, stated.value),
    }));
    yield* unnamedSites(capability, references, estate);
    yield* unclaimedMachines(capability, references);
  },
  examples: {
    passing: [
      {
        name: 'sites alone',
        edits: [
          {
            file: FILE,
            find: '    nodes: [idrac-shop]\n    facet: out-of-band\n    observes: [idrac-shop]\n',
            replace: '',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a site of which nothing is observed',
        edits: [
          {
            file: FILE,
            find: 'sites: [shop, home]\n    facet: hypervisor\n    observes: [pve, pve-home]',
            replace: 'sites: [shop, «home»]\n    facet: hypervisor\n    observes: [pve]',
          },
        ],
      },
      {
        name: 'a machine of a site that is not stated',
        edits: [
          {
            file: FILE,
            find: 'sites: [shop, home]\n    facet: hypervisor\n    observes: [pve, pve-home]',
            replace: 'sites: [shop]\n    facet: hypervisor\n    observes: [pve, «pve-home»]',
          },
        ],
      },
    ],
  },
});

const referencesOf = ({ statedNodes, statedObserves }: Capability) => [...statedNodes, ...statedObserves];

const siteOf = (estate: Estate, reference: string): string | undefined =>
  (estate.index.named(reference) ?? estate.index.addressed(reference))?.site;

interface Reference extends Stated<string> {
  readonly site: string | undefined;
}

function* unnamedSites(
  { id, statedSites }: Capability,
  references: readonly Reference[],
  estate: Estate,
): Iterable<Breach> {
  const sites = new Set(references.map(({ site }) => site));
  for (const { value, at } of statedSites) {
    if (sites.has(value) || !estate.index.site(value)) continue;
    const message = `capability "${id}" claims the site "${value}" and names no machine there; expected one under nodes or observes`;
    yield { at, message, site: value, key: value };
  }
}

function* unclaimedMachines(
  { id, statedSites }: Capability,
  references: readonly Reference[],
): Iterable<Breach> {
  const claimed = new Set(statedSites.map(({ value }) => value));
  for (const { value, at, site } of references) {
    if (site === undefined || claimed.has(site)) continue;
    const message = `capability "${id}" names "${value}" of site "${site}", but claims ${listed(statedSites.map((one) => `"${one.value}"`))} only; expected "${site}" under sites`;
    yield { at, message, site, key: value };
  }
}
