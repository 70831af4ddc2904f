import { nameServerOf, speaksOfDns } from './ask-dns.ts';
import { oncePerEstate } from './ask-once.ts';
import { groupByNames } from './grouping.ts';
import type { Capability, Estate, NodeKind, Site } from './model.ts';

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

/** True when the site has what the facet is about: a node of a kind that the facet's capabilities name elsewhere. */
export function siteHasSubjectOf(estate: Estate, facet: string, site: Site): boolean {
  if (speaksOfDns(facet)) return nameServerOf(estate, site.id) !== undefined;
  const kinds = kindsOfFacet(estate).get(facet);
  return !kinds || estate.index.nodesOf(site.id).some((node) => kinds.has(node.kind));
}

/** Kinds of nodes by facet; a facet of which some capability names no node is about the site as a whole. */
const kindsOfFacet = oncePerEstate((estate) => {
  const whole = ([, all]: [string, readonly Capability[]]) => all.some(({ nodes }) => nodes.length === 0);
  const about = [...observed(estate).byFacet].filter((entry) => !whole(entry));
  return new Map(about.map(([facet, all]) => [facet, new Set(all.flatMap((row) => kindsOf(estate, row)))]));
});

function kindsOf(estate: Estate, { nodes }: Capability): NodeKind[] {
  return nodes.flatMap(({ value }) => estate.index.node(value)?.kind ?? []);
}
