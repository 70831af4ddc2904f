import type { Anchor } from '../../finding/place.ts';
import { groupByNames } from '../../grouping/groups.ts';
import type { Estate } from '../model/estate.ts';
import type { Probe, ProbeClass } from '../model/probe.ts';
import type { Site } from '../model/site.ts';
import { shortly } from './describe.ts';
import { nameServerOf } from './dns.ts';
import { oncePerEstate } from './once.ts';

/** A class of probe that a site needs, with the thing for which it needs it. */
export interface ProbedThing {
  readonly class: ProbeClass;
  readonly what: string;
  readonly at: Anchor;
}

/** The classes that a site needs: for its hypervisor, for what exports storage, for what answers names. */
export function probedThings(estate: Estate, site: Site): ProbedThing[] {
  const things = [hypervisor(estate, site), storage(estate, site), dns(estate, site)];
  return things.flatMap((thing) => thing ?? []);
}

function hypervisor(estate: Estate, site: Site): ProbedThing | undefined {
  const [id] = site.hypervisors;
  if (id === undefined) return undefined;
  return {
    class: 'hypervisor',
    what: `hypervisor "${id}"`,
    at: estate.index.node(id)?.at ?? site.at,
  };
}

function storage(estate: Estate, site: Site): ProbedThing | undefined {
  const nas = estate.index.nodesOf(site.id).find((node) => node.kind === 'nas');
  if (nas) return { class: 'storage-export', what: shortly(nas), at: nas.at };
  const [mount] = mountsBySite(estate).get(site.id) ?? [];
  if (!mount) return undefined;
  return {
    class: 'storage-export',
    what: `the NFS export mounted by "${mount.consumerText}"`,
    at: mount.at,
  };
}

const mountsBySite = oncePerEstate((estate) =>
  groupByNames(estate.mounts, (mount) => (mount.provider?.site === undefined ? [] : [mount.provider.site])),
);

function dns(estate: Estate, site: Site): ProbedThing | undefined {
  const server = nameServerOf(estate, site.id);
  return server && { class: 'dns', what: server.what, at: server.at };
}

const probesByClass = oncePerEstate((estate) =>
  groupByNames(estate.probes, (probe) => [`${probe.class} of ${probe.site}`]),
);

/** Probes of a class that look at something of the site, also those that are switched off; of no site without one. */
export function probesOf(estate: Estate, probeClass: ProbeClass, site?: string): readonly Probe[] {
  return probesByClass(estate).get(`${probeClass} of ${site}`) ?? [];
}

const samples = oncePerEstate((estate) => {
  const placed = estate.probes.filter((probe) => probe.enabled && probe.site !== undefined);
  return groupByNames(placed, (probe) => [probe.class]);
});

/** An enabled probe of the class at any site: one to copy from. */
export function sampleProbe(estate: Estate, probeClass: ProbeClass): Probe | undefined {
  return samples(estate).get(probeClass)?.[0];
}
