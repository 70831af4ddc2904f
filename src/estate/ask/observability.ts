import { groupByNames } from '../../grouping/groups.ts';
import type { Capability } from '../model/capability.ts';
import type { Estate } from '../model/estate.ts';
import type { NodeKind } from '../model/node.ts';
import type { Site } from '../model/site.ts';
import { nameServerOf, speaksOfDns } from './dns.ts';
import { mountingMachines, speaksOfMounts } from './mounting.ts';
import { oncePerEstate } from './once.ts';
import { isReady } from './ready-capabilities.ts';

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
  const views = observing.flatMap((capability) => viewsOf(estate, capability));
  const byFacet = [...groupByNames(views, ({ facet }) => [facet])];
  const bySite = [...groupByNames(views, ({ site }) => [site])];
  return {
    byFacet: new Map(
      byFacet.map(([facet, all]) => [facet, [...new Set(all.map((view) => view.capability))]]),
    ),
    facetsOfSite: new Map(bySite.map(([site, all]) => [site, new Set(all.map(({ facet }) => facet))])),
    siteless: observing.filter((capability) => capability.sites.length === 0),
  };
});

/** A capability looks at something of one site. */
interface View {
  readonly capability: Capability;
  readonly facet: string;
  readonly site: string;
}

/** The facet that it states, at all of its sites; else the kind of each node that it names, and guests at the others. */
function viewsOf(estate: Estate, capability: Capability): View[] {
  const { facet, sites } = capability;
  if (facet !== UNSTATED) return sites.map((site) => ({ capability, facet, site }));
  const nodes = capability.nodes.flatMap(({ value }): View[] => {
    const node = estate.index.node(value);
    return node?.site === undefined ? [] : [{ capability, facet: facetOfKind(node.kind), site: node.site }];
  });
  const named = new Set(nodes.map(({ site }) => site));
  const rest = sites.filter((site) => !named.has(site));
  return [...nodes, ...rest.map((site) => ({ capability, facet: GUESTS, site }))];
}

/** What the join calls a facet that no row states. */
const UNSTATED = 'observability';
const GUESTS = 'guests';
const KINDS: readonly NodeKind[] = ['hypervisor', 'nas', 'network', 'oob'];

const facetOfKind = (kind: NodeKind): string => (KINDS.includes(kind) ? kind : GUESTS);

/** True when the site has what the facet is about: what its name speaks of, or a node of a kind that it names elsewhere. */
export function siteHasSubjectOf(estate: Estate, facet: string, site: Site): boolean {
  if (speaksOfDns(facet)) return nameServerOf(estate, site.id) !== undefined;
  if (speaksOfMounts(facet)) return [...mountingMachines(estate)].some((machine) => machine.site === site.id);
  if (facet === GUESTS) return estate.index.guestsOf(site.id).some((guest) => guest.state === 'active');
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
