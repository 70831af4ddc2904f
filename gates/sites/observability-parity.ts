import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { listed } from '../../src/estate/ask/describe.ts';
import { observed, siteHasSubjectOf } from '../../src/estate/ask/observability.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Capability } from '../../src/estate/model/capability.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const CAPABILITIES = 'ops/capabilities.yaml';

export default defineGate({
  id: 'sites/observability-parity',
  title: 'What capabilities observe at one active site, they observe at every active site that has it',
  why: 'The site that nobody looks at is the one that fails unseen: its guests stop, and every status report stays green because it never asked there.',
  fix: 'Add the site to sites and observes of the capability in capabilities.yaml, or add a capability with that facet for the site.',
  severity: 'error',
  reads: ['topology.sites', 'capabilities', 'vm.lifecycle'],
  unseen: 'Whether the command really looks at what its row says it observes.',
  examines: activeSites,
  *judge(site, estate) {
    const { byFacet, facetsOfSite } = observed(estate);
    const own = facetsOfSite.get(site.id);
    if (!own) {
      yield unobserved(site, estate);
      return;
    }
    for (const [facet, capabilities] of byFacet) {
      if (own.has(facet) || !siteHasSubjectOf(estate, facet, site)) continue;
      yield* lacks(site, facet, capabilities, estate);
    }
  },
  examples: {
    passing: [
      {
        name: 'the sites follow from what it observes',
        edits: [
          {
            file: CAPABILITIES,
            find: 'sites: [shop, home]\n    facet: hypervisor',
            replace: 'facet: hypervisor',
          },
        ],
      },
      {
        name: 'a facet of something that only one site has',
        edits: [
          {
            file: 'ops/bindings/infra.placement.policy.yaml',
            find: '  gw-home: {site: home, kind: network}',
            replace: '  gw-home: {site: home, kind: network}\n  desk: {site: home, kind: workstation}',
          },
          {
            file: CAPABILITIES,
            find: '\ncapabilities:\n',
            replace:
              '\ncapabilities:\n  desk.status: {command: "true", safety: read-only, facet: desks, observes: [desk]}\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a facet that one site lacks',
        edits: [
          { file: CAPABILITIES, find: '\ncapabilities:\n', replace: '\n«capabilities»:\n' },
          {
            file: CAPABILITIES,
            find: 'sites: [shop, home]\n    facet: guests\n    observes: [shop/211, shop/212, shop/213, shop/215, home/100, home/105]',
            replace:
              'sites: [shop]\n    facet: guests\n    observes: [shop/211, shop/212, shop/213, shop/215]',
          },
        ],
      },
      {
        name: 'rows without facets, of which none looks at the guests of one site',
        edits: [
          {
            file: CAPABILITIES,
            content: `version: "1.0"
updated: "2026-01-12"
«capabilities»:
  nas.status: {command: "ssh nas uptime", safety: read-only}
  nas-shop.status: {command: "ssh nas-shop uptime", safety: read-only}
  media.status: {command: "ssh media-a uptime", safety: read-only}
`,
          },
        ],
      },
      {
        name: 'a site that nothing observes, and a capability that does not say where',
        edits: [
          {
            file: CAPABILITIES,
            content: `version: "1.0"
updated: "2026-01-12"
«capabilities»:
  hypervisor.status:
    command: "true"
    safety: read-only
    sites: [shop]
    facet: hypervisor
    observes: [pve]
  status:
    command: "true"
    safety: read-only
    facet: guests
`,
          },
        ],
      },
    ],
  },
});

function unobserved(site: Site, estate: Estate): Breach {
  const { siteless, byFacet } = observed(estate);
  const { where } = missingRow(estate, site, 'capabilities', ['capabilities']);
  const lost = siteless.length > 0 ? [`of ${siteless.length} nothing tells the site`] : [];
  const all = listed([...elsewhere(estate), ...lost]);
  return {
    message: `no capability observes site "${site.id}"${all === '' ? '' : `, while ${all}`}; expected one that does in ${where}`,
    ...pointers(
      site,
      [...byFacet.values()].slice(0, 3).flatMap(([first]) => first ?? []),
      estate,
    ),
    key: 'none',
  };
}

/** How many capabilities observe each active site that any observes. */
function elsewhere(estate: Estate): string[] {
  const all = [...new Set([...observed(estate).byFacet.values()].flat())];
  return activeSites(estate).flatMap(({ id }) => {
    const count = all.filter(({ sites }) => sites.includes(id)).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? 'observes' : 'observe'} site "${id}"`];
  });
}

function* lacks(site: Site, facet: string, all: readonly Capability[], estate: Estate): Iterable<Breach> {
  const { facetsOfSite } = observed(estate);
  const has = ({ id }: Site) => facetsOfSite.get(id)?.has(facet) === true;
  const twin = activeSites(estate).find(has)?.id;
  if (twin === undefined) return;
  const others = all.filter((capability) => capability.sites.includes(twin));
  yield {
    message: `no capability observes "${facet}" at site "${site.id}", as one does at site "${twin}"`,
    ...pointers(site, others, estate),
    detail: { facet },
    key: facet,
  };
}

/** Where it is missing, where it exists, and which capabilities count for no site. */
function pointers(site: Site, elsewhere: readonly Capability[], estate: Estate) {
  const { at, related } = missingRow(estate, site, 'capabilities', ['capabilities']);
  const found = elsewhere.slice(0, 3).map((capability) => ({
    message: `"${capability.id}" observes ${listed(capability.sites.map((id) => `site "${id}"`))}`,
    at: capability.at,
  }));
  const lost = observed(estate).siteless.map((capability) => ({
    message: `"${capability.id}" counts for no site: none of its sites, nodes or observes resolves`,
    at: capability.at,
  }));
  return { at, related: [...found, ...lost.slice(0, 5), ...related] };
}
