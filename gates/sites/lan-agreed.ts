import { listed, shortly } from '../../src/estate/ask/describe.ts';
import { nameServersOf } from '../../src/estate/ask/dns.ts';
import { governedLans } from '../../src/estate/ask/resolvers.ts';
import { activeSites, isActiveSite } from '../../src/estate/ask/standard.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Lan } from '../../src/estate/model/lan.ts';
import { canonicalAddress } from '../../src/estate/reading/addresses.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const HOME = 'ops/bindings/home.device.registry.yaml';
const TOPOLOGY = 'ops/bindings/topology.sites.yaml';

export default defineGate<Lan>({
  id: 'sites/lan-agreed',
  title:
    'The network of a device registry is the LAN of a site, and its DHCP hands out what answers names there',
  why: 'A registry of no site counts for none, and where DHCP hands out a machine that answers no names, everything in the LAN is without them at the next lease.',
  fix: 'Correct network.subnet or network.dhcp_dns in the device registry, or the contract that disagrees with it.',
  severity: 'warning',
  reads: ['device.registry', 'topology.sites', 'vm.lifecycle'],
  unseen: 'Name servers outside the LAN, and whether DHCP really hands out what the registry says.',
  examines: (estate) => estate.lans.filter(({ site }) => site === undefined || isActiveSite(estate, site)),
  *judge(lan, estate) {
    const astray = placed(lan, estate);
    if (astray) yield astray;
    if (lan.site === undefined) return;
    if (lan.resolvers.length === 0) yield* unstated(lan, lan.site, estate);
    for (const resolver of lan.resolvers) yield* wrong(resolver, lan.site, estate);
  },
  examples: {
    passing: [
      {
        name: 'a router that asks others',
        edits: [{ file: HOME, find: 'dhcp_dns: "198.51.100.53"', replace: 'dhcp_dns: "198.51.100.1"' }],
      },
      {
        name: 'a second name server outside the LAN',
        edits: [
          {
            file: HOME,
            find: 'dhcp_dns: "198.51.100.53"',
            replace: 'dhcp_dns: "198.51.100.53, 203.0.113.9"',
          },
        ],
      },
      {
        name: 'a part of the LAN of the site',
        edits: [{ file: HOME, find: 'subnet: "198.51.100.0/24"', replace: 'subnet: "198.51.100.0/25"' }],
      },
      {
        name: 'a site that states no LAN',
        edits: [{ file: TOPOLOGY, find: '    lan_cidr: 198.51.100.0/24\n', replace: '' }],
      },
    ],
    failing: [
      {
        name: 'a network of no site',
        edits: [{ file: HOME, find: 'subnet: "198.51.100.0/24"', replace: 'subnet: «"203.0.113.0/24"»' }],
      },
      {
        name: 'no subnet',
        edits: [
          { file: HOME, find: '\nnetwork:\n', replace: '\n«network»:\n' },
          { file: HOME, find: '  subnet: "198.51.100.0/24"\n', replace: '' },
        ],
      },
      {
        name: 'a resolver that is another machine',
        edits: [{ file: HOME, find: 'dhcp_dns: "198.51.100.53"', replace: 'dhcp_dns: «"198.51.100.40"»' }],
      },
      {
        name: 'a resolver at an address that nothing has',
        edits: [{ file: HOME, find: 'dhcp_dns: "198.51.100.53"', replace: 'dhcp_dns: «"198.51.100.54"»' }],
      },
      {
        name: 'no resolver, while the registry of another site states one',
        edits: [
          { file: HOME, find: '\nnetwork:\n', replace: '\n«network»:\n' },
          { file: HOME, find: '  dhcp_dns: "198.51.100.53"\n', replace: '' },
        ],
      },
    ],
  },
});

/** Where nothing, or another site, has the subnet in its LAN. */
function placed({ at, subnet, site }: Lan, estate: Estate): Breach | undefined {
  if (!activeSites(estate).every(({ lan }) => lan)) return undefined;
  if (!subnet)
    return { at, key: 'subnet', message: 'the network states no subnet; expected the LAN of a site' };
  const found = estate.index.siteOfAddress(subnet.value);
  if (found !== undefined && found === site) return undefined;
  const whose = found === undefined ? 'the LAN of no site' : `the LAN of site "${found}"`;
  const wanted = site === undefined ? 'the lan_cidr of a site' : `that of site "${site}"`;
  return {
    at: subnet.at,
    key: 'subnet',
    message: `the network "${subnet.value}" is ${whose}; expected ${wanted}`,
  };
}

/** A name server of the LAN that is none by what other contracts say. A router or firewall may always be one. */
function* wrong({ value, at }: Stated<string>, site: string, estate: Estate): Iterable<Breach> {
  const servers = nameServersOf(estate, site);
  if (canonicalAddress(value) === undefined || servers.length === 0) return;
  const machine = estate.index.addressed(value);
  if (!machine && estate.index.siteOfAddress(value) !== site) return;
  const isRouter = machine && 'kind' in machine && machine.kind !== 'nas' && machine.kind !== 'hypervisor';
  if (isRouter || servers.some(({ entity }) => entity === machine)) return;
  const what = machine ? shortly(machine) : 'no machine that a contract knows';
  const names = listed([...new Set(servers.map((server) => server.what))]);
  yield {
    at,
    key: value,
    message: `DHCP hands out "${value}" as name server of site "${site}", which is ${what}; expected ${names}`,
    related: servers
      .slice(0, 1)
      .map((server) => ({ message: `${server.what} answers names there`, at: server.at })),
  };
}

/** A site with name servers of its own, whose registry is the only one that hands out none. */
function* unstated({ at }: Lan, site: string, estate: Estate): Iterable<Breach> {
  const [own] = nameServersOf(estate, site);
  const twin = governedLans(estate).find(({ resolvers }) => resolvers.length > 0);
  if (!own || !twin) return;
  yield {
    at,
    key: 'dhcp_dns',
    message: `the network of site "${site}" states no dhcp_dns, as that of site "${twin.site}" does; expected the address of ${own.what}`,
    related: [{ message: `site "${twin.site}" states it`, at: twin.resolvers[0]!.at }],
  };
}
