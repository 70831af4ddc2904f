import { KINDS } from '../contract/kinds.ts';
import { addTo } from '../grouping/groups.ts';
import { indexOf } from './estate-index.ts';
import { joinBackupTargets } from './join/backups/backup-targets.ts';
import { joinEvidence } from './join/backups/evidence.ts';
import { joinRetention } from './join/backups/retention.ts';
import { joinCapabilities } from './join/capabilities/capabilities.ts';
import { joinProbes } from './join/capabilities/probes.ts';
import { placeMentions } from './join/guests/guest-sites.ts';
import { joinGuests } from './join/guests/guests.ts';
import { otherMentions } from './join/guests/mentions-elsewhere.ts';
import { lifecycleMentions } from './join/guests/mentions-lifecycle.ts';
import { sequencingMentions } from './join/guests/mentions-sequencing.ts';
import { gapFinder } from './join/loops/gap-finder.ts';
import { joinBoundGaps, joinGaps } from './join/loops/gaps.ts';
import { joinLoops } from './join/loops/loops.ts';
import { joinWaivers } from './join/loops/waiver-rows.ts';
import { joinMounts } from './join/mounts/mounts.ts';
import { joinDependencies } from './join/order/dependencies.ts';
import { joinPhases, joinSequences } from './join/order/sequences.ts';
import { joinContracts } from './join/places/contracts.ts';
import { danglingReferences } from './join/places/dangling.ts';
import { duplicateRows } from './join/places/duplicate-rows.ts';
import { hostSiteFinder } from './join/places/host-site-finder.ts';
import { hostSiteStatements } from './join/places/host-sites.ts';
import { joinLans } from './join/places/lans.ts';
import { nodeRows } from './join/places/node-rows.ts';
import { joinNodes } from './join/places/nodes.ts';
import { joinRegistryHosts } from './join/places/registry-hosts.ts';
import { joinScopeDecisions } from './join/places/scope-decisions.ts';
import { joinServices } from './join/places/services.ts';
import { joinSiteLists } from './join/places/site-lists.ts';
import { joinSites } from './join/places/sites.ts';
import { joinSsh } from './join/places/ssh.ts';
import { joinRunbooks } from './join/runbooks/runbooks.ts';
import { joinPacks } from './join/scripts/estate-packs.ts';
import { joinGateRegisters } from './join/scripts/gate-scripts.ts';
import { joinGateTopologies } from './join/scripts/gate-topologies.ts';
import { freshJoins, type Joiner } from './join-memory.ts';
import type { Look } from './look.ts';
import { lookUps } from './look-ups.ts';
import type { Estate } from './model/estate.ts';
import type { StrayVmid } from './model/guest.ts';
import type { Node } from './model/node.ts';
import type { Site, SiteDispute } from './model/site.ts';
import { siteFinder } from './reading/addresses.ts';
import type { Sources } from './sources.ts';

/** Joins all contracts into one model: sites, then what stands at them, then what is said about that. */
export function buildEstate(sources: Sources, joiner = freshJoins(sources)): Estate {
  const { join, joinOn } = joiner;
  const { look, strayVmids, siteDisputes, registryHosts } = joinPlaces(joiner);
  const onPlaces = <T>(name: string, make: (sources: Sources, look: Look) => T) =>
    joinOn(name, look, [], make);
  const backupTargets = onPlaces('backupTargets', joinBackupTargets);
  const gaps = join('gaps', [], joinGaps);
  const gateRegisters = join('gateRegisters', [], joinGateRegisters);
  const gateTopologies = join('gateTopologies', [], joinGateTopologies);
  const parts = {
    documents: sources.documents,
    contracts: joinContracts(sources.documents),
    sites: look.sites,
    siteLists: join('siteLists', [look.sites], (given) => joinSiteLists(given, look.sites)),
    lans: onPlaces('lans', joinLans),
    nodes: look.nodes,
    siteDisputes,
    guests: look.guests,
    strayVmids,
    sequences: onPlaces('sequences', joinSequences),
    phases: onPlaces('phases', joinPhases),
    dependencies: onPlaces('dependencies', joinDependencies),
    mounts: onPlaces('mounts', joinMounts),
    services: onPlaces('services', joinServices),
    registryHosts,
    backupTargets,
    retention: joinOn('retention', look, [backupTargets], (given, asked) =>
      joinRetention(given, asked, backupTargets),
    ),
    evidence: join('evidence', [], joinEvidence),
    probes: onPlaces('probes', joinProbes),
    capabilities: onPlaces('capabilities', joinCapabilities),
    runbooks: onPlaces('runbooks', joinRunbooks),
    scopeDecisions: onPlaces('scopeDecisions', joinScopeDecisions),
    duplicateRows: KINDS.flatMap((kind) =>
      join(`duplicateRows ${kind}`, [], (given) => duplicateRows(given.of(kind))),
    ),
    danglingReferences: onPlaces('danglingReferences', danglingReferences),
    gaps,
    boundGaps: join('boundGaps', [gaps], (given) => joinBoundGaps(given, gaps)),
    waivers: joinWaivers(sources),
    unwaivable: sources.unwaivable,
    scripts: [],
    scriptsFound: 0,
    gateScripts: join('gateScripts', [gateRegisters], () =>
      gateRegisters.flatMap((register) => register.gates),
    ),
    gateRegisters,
    gateTopologies,
    packs: join('packs', [gateTopologies], (given) => joinPacks(given, gateTopologies)),
  };
  const loops = onFirstUse(() => join('loops', [gaps], (given) => joinLoops(given, gapFinder(gaps))));
  return Object.freeze({
    ...parts,
    index: indexOf(parts, look),
    get now() {
      return sources.now;
    },
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
function joinPlaces({ join, settle }: Joiner): Places {
  const declared = join('declaredSites', [], joinSites);
  const targets = join('sshTargets', [], joinSsh);
  const registryHosts = join('registryHosts', [], joinRegistryHosts);
  const siteOfAddress = join('addresses', [declared], () => addressFinder(declared));
  const statements = join('hostSites', [declared], (given) => hostSiteStatements(given, declared));
  const hosts = join('hosts', [declared, targets, statements], () => {
    const ssh = new Map(targets.map((target) => [target.id, target]));
    const { siteOfHost: bound, disputes } = hostSiteFinder(statements, declared);
    const siteOfHost = (host: string) => bound(host) ?? siteOfAddress(ssh.get(host)?.host ?? '');
    return { ssh, siteOfHost, disputes };
  });
  const { siteOfHost, ssh } = hosts;
  const mentions = [
    join('mentionsLifecycle', [], lifecycleMentions),
    join('mentionsSequencing', [], sequencingMentions),
    join('mentionsElsewhere', [declared], (given) => otherMentions(given, declared)),
  ];
  const found = join('guests', [hosts, ...mentions], () => {
    const { placed, stray } = placeMentions(mentions.flat(), declared, siteOfHost);
    const isOverlay = (address: string) => siteOfAddress(address) === undefined;
    return { guests: joinGuests(placed, { ssh: (id) => ssh.get(id), isOverlay }), stray };
  });
  const guests = settle('guests', found.guests);
  const rows = join('nodeRows', [declared, targets], (given) => nodeRows(given, declared, targets));
  const made = join('nodes', [hosts, guests, registryHosts, rows], () => {
    const registry = new Map(registryHosts.map((host) => [host.id, host]));
    return joinNodes(rows, { guests, ssh, registry, siteOfHost, siteOfAddress });
  });
  const nodes = settle('nodes', made);
  const sites = settle('sites', withNodes(declared, nodes));
  return {
    look: join('look', [sites, nodes, guests, siteOfAddress], () =>
      lookUps(sites, nodes, guests, siteOfAddress),
    ),
    strayVmids: found.stray,
    siteDisputes: hosts.disputes,
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
    addTo(ids, key, id);
  }
  return sites.map((site) => ({
    ...site,
    hypervisors: ids.get(`${site.id} hypervisor`) ?? [],
    nas: ids.get(`${site.id} nas`) ?? [],
  }));
}
