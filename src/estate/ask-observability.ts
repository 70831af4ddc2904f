import { isNameServer } from './ask-dns.ts';
import { oncePerEstate } from './ask-once.ts';
import { groupByNames } from './grouping.ts';
import type { Capability, Estate, Guest, Node, Site } from './model.ts';

interface Observed {
  /** Observing capabilities by facet, of those whose sites are known. */
  readonly byFacet: ReadonlyMap<string, readonly Capability[]>;
  readonly facetsOfSite: ReadonlyMap<string, ReadonlySet<string>>;
  /** Observing capabilities of which nothing tells the site. */
  readonly siteless: readonly Capability[];
}

export const observed = oncePerEstate((estate): Observed => {
  const observing = estate.capabilities.filter(
    (capability) => capability.observability && isReady(capability),
  );
  const placed = observing.filter((capability) => capability.sites.length > 0);
  const bySite = groupByNames(placed, (capability) => capability.sites);
  return {
    byFacet: groupByNames(placed, (capability) => [capability.facet]),
    facetsOfSite: new Map([...bySite].map(([site, rows]) => [site, new Set(rows.map((row) => row.facet))])),
    siteless: observing.filter((capability) => capability.sites.length === 0),
  };
});

/** A capability that is only planned, or was given up, observes nothing. */
function isReady(capability: Capability): boolean {
  return !/^(planned|retired|deprecated|disabled|removed)$/i.test(capability.lifecycle ?? '');
}

/** True when the site has what the facet is about: a thing of a kind that the facet's capabilities name elsewhere. */
export function siteHasSubjectOf(estate: Estate, facet: string, site: Site): boolean {
  const kinds = kindsOfFacet(estate).get(facet);
  if (!kinds || kinds.size === 0) return true;
  return kindsAt(estate, site.id).some((kind) => kinds.has(kind));
}

const kindsOfFacet = oncePerEstate((estate) => {
  const entries = [...observed(estate).byFacet].map(([facet, capabilities]) => {
    const named = capabilities.flatMap((capability) => capability.nodes.map((node) => node.value));
    const things = [...new Set(named)].flatMap((name) => estate.index.named(name) ?? []);
    return [facet, new Set(things.map((thing) => kindOf(estate, thing)))] as const;
  });
  return new Map(entries);
});

function kindsAt(estate: Estate, site: string): string[] {
  const things = [
    ...estate.index.nodesOf(site),
    ...estate.index.guestsOf(site).filter(({ state }) => state === 'active'),
  ];
  return things.map((thing) => kindOf(estate, thing));
}

function kindOf(estate: Estate, thing: Node | Guest): string {
  if (isNameServer(estate, thing)) return 'name server';
  return 'vmid' in thing ? 'guest' : thing.kind;
}
