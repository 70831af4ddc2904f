import { siteFinder } from './addresses.ts';
import { joinBackupTargets } from './backup-targets.ts';
import { joinCapabilities } from './capabilities.ts';
import { joinContracts } from './contracts.ts';
import { danglingReferences } from './dangling.ts';
import { joinDependencies } from './dependencies.ts';
import { duplicateRows } from './duplicate-rows.ts';
import { indexOf } from './estate-index.ts';
import { joinPacks } from './estate-packs.ts';
import { joinEvidence } from './evidence.ts';
import { gapFinder } from './gap-finder.ts';
import { joinBoundGaps, joinGaps } from './gaps.ts';
import { joinGateRegisters } from './gate-scripts.ts';
import { joinGateTopologies } from './gate-topologies.ts';
import { placeMentions } from './guest-sites.ts';
import { joinGuests } from './guests.ts';
import { hostSiteFinder } from './host-site-finder.ts';
import { hostSiteStatements } from './host-sites.ts';
import type { Look } from './look.ts';
import { lookUps } from './look-ups.ts';
import { joinLoops } from './loops.ts';
import { otherMentions } from './mentions-elsewhere.ts';
import { lifecycleMentions } from './mentions-lifecycle.ts';
import { sequencingMentions } from './mentions-sequencing.ts';
import type { Estate, Node, Site, SiteDispute, StrayVmid } from './model.ts';
import { joinMounts } from './mounts.ts';
import { nodeRows } from './node-rows.ts';
import { joinNodes } from './nodes.ts';
import { joinProbes } from './probes.ts';
import { joinRegistryHosts } from './registry-hosts.ts';
import { joinRetention } from './retention.ts';
import { joinRunbooks } from './runbooks.ts';
import { joinScopeDecisions } from './scope-decisions.ts';
import { joinPhases, joinSequences } from './sequences.ts';
import { joinServices } from './services.ts';
import { joinSiteLists } from './site-lists.ts';
import { joinSites } from './sites.ts';
import type { Sources } from './sources.ts';
import { joinSsh } from './ssh.ts';
import { joinWaivers } from './waiver-rows.ts';

/** Joins all contracts into one model: sites, then what stands at them, then what is said about that. */
export function buildEstate(sources: Sources): Estate {
  const { look, strayVmids, siteDisputes, registryHosts } = joinPlaces(sources);
  const backupTargets = joinBackupTargets(sources, look);
  const gaps = joinGaps(sources);
  const gateRegisters = joinGateRegisters(sources);
  const gateTopologies = joinGateTopologies(sources);
  const parts = {
    now: sources.now,
    documents: sources.documents,
    contracts: joinContracts(sources.documents),
    sites: look.sites,
    siteLists: joinSiteLists(sources),
    nodes: look.nodes,
    siteDisputes,
    guests: look.guests,
    strayVmids,
    sequences: joinSequences(sources, look),
    phases: joinPhases(sources, look),
    dependencies: joinDependencies(sources, look),
    mounts: joinMounts(sources, look),
    services: joinServices(sources, look),
    registryHosts,
    backupTargets,
    retention: joinRetention(sources, look, backupTargets),
    evidence: joinEvidence(sources),
    probes: joinProbes(sources, look),
    capabilities: joinCapabilities(sources, look),
    runbooks: joinRunbooks(sources, look),
    scopeDecisions: joinScopeDecisions(sources, look),
    duplicateRows: duplicateRows(sources.documents),
    danglingReferences: danglingReferences(sources, look),
    gaps,
    boundGaps: joinBoundGaps(sources, gaps),
    waivers: joinWaivers(sources),
    unwaivable: sources.unwaivable,
    scripts: [],
    scriptsFound: 0,
    gateScripts: gateRegisters.flatMap((register) => register.gates),
    gateRegisters,
    gateTopologies,
    packs: joinPacks(sources, gateTopologies),
  };
  const loops = onFirstUse(() => joinLoops(sources, gapFinder(gaps)));
  return Object.freeze({
    ...parts,
    index: indexOf(parts, look),
    get loops() {
      return loops();
    },
  });
}

function onFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

interface Places {
  readonly look: Look;
  readonly strayVmids: readonly StrayVmid[];
  readonly siteDisputes: readonly SiteDispute[];
  readonly registryHosts: Estate['registryHosts'];
}

/** Sites, guests and nodes: what all else is said about. */
function joinPlaces(sources: Sources): Places {
  const sites = joinSites(sources);
  const siteOfAddress = addressFinder(sites);
  const sshTargets = joinSsh(sources);
  const ssh = new Map(sshTargets.map((target) => [target.id, target]));
  const { siteOfHost: bound, disputes } = hostSiteFinder(hostSiteStatements(sources, sites), sites);
  const siteOfHost = (host: string) => bound(host) ?? siteOfAddress(ssh.get(host)?.host ?? '');
  const mentions = [
    ...lifecycleMentions(sources),
    ...sequencingMentions(sources),
    ...otherMentions(sources, sites),
  ];
  const { placed, stray } = placeMentions(mentions, sites, siteOfHost);
  const isOverlay = (address: string) => siteOfAddress(address) === undefined;
  const guests = joinGuests(placed, { ssh: (id) => ssh.get(id), isOverlay });
  const registryHosts = joinRegistryHosts(sources);
  const registry = new Map(registryHosts.map((host) => [host.id, host]));
  const rows = nodeRows(sources, sites, sshTargets);
  const nodes = joinNodes(rows, { guests, ssh, registry, siteOfHost, siteOfAddress });
  return {
    look: lookUps(withNodes(sites, nodes), nodes, guests, siteOfAddress),
    strayVmids: stray,
    siteDisputes: disputes,
    registryHosts,
  };
}

/** Active sites' LANs first: a planned row may repeat the LAN of an active one. */
function addressFinder(sites: readonly Site[]): (address: string) => string | undefined {
  const active = siteFinder(sites.filter((site) => site.status === 'active'));
  const rest = siteFinder(sites.filter((site) => site.status !== 'active'));
  return (address) => active(address) ?? rest(address);
}

/** A site's hypervisors and NAS are all that any contract puts there. */
function withNodes(sites: readonly Site[], nodes: readonly Node[]): Site[] {
  const ids = new Map<string, string[]>();
  for (const { site, kind, id } of nodes) {
    const key = `${site} ${kind}`;
    ids.set(key, [...(ids.get(key) ?? []), id]);
  }
  return sites.map((site) => ({
    ...site,
    hypervisors: ids.get(`${site.id} hypervisor`) ?? [],
    nas: ids.get(`${site.id} nas`) ?? [],
  }));
}
