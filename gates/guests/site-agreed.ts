import { named } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { activeGuests, isActiveSite } from '../../src/estate/ask/standard.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { isGuest } from '../../src/estate/reading/reference.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';
import { addTo } from '../../src/grouping/groups.ts';

const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';
const REGISTRY = 'docs/governance/SERVICE_REGISTRY.yaml';

export default defineGate<Guest>({
  id: 'guests/site-agreed',
  title: 'The service registry and its address put a guest at the site at which it runs',
  why: 'Who asks the registry what goes down with a site misses the guest, and announces it for another site.',
  fix: 'Correct the site of the host row in SERVICE_REGISTRY.yaml, the address, or the hypervisor of the guest.',
  severity: 'error',
  reads: ['service.registry', 'vm.lifecycle', 'topology.sites'],
  unseen:
    'Addresses that lie in the LAN of no active site, rows that state no site, and rows whose name no guest carries alone.',
  examines: (estate) => new Set([...rowsByGuest(estate).keys(), ...activeGuests(estate)]),
  *judge(guest, estate) {
    for (const { value, at } of rowsByGuest(estate).get(guest) ?? []) {
      if (value === guest.site) continue;
      yield {
        at,
        message: `the registry puts ${named(guest)} at the site "${value}"; expected "${guest.site}", where its other contracts put it`,
        related: [{ message: 'declared here', at: guest.at }],
        key: value,
      };
    }
    yield* strayAddresses(guest, estate);
  },
  examples: {
    passing: [
      {
        name: 'an address of a network that no site has',
        edits: [{ file: LIFECYCLE, find: 'lan_ip: 192.0.2.53\n', replace: 'lan_ip: 10.20.0.53\n' }],
      },
      {
        name: 'a row that leaves the site to the hypervisor',
        edits: [{ file: REGISTRY, find: 'atlas: {kind: qemu, site: home,', replace: 'atlas: {kind: qemu,' }],
      },
    ],
    failing: [
      {
        name: 'an address of the other LAN',
        edits: [{ file: LIFECYCLE, find: 'lan_ip: 192.0.2.53\n', replace: 'lan_ip: «198.51.100.77»\n' }],
      },
      {
        name: 'a row that names the other site beside its VMID',
        edits: [
          {
            file: REGISTRY,
            find: 'atlas: {kind: qemu, site: home,',
            replace: 'atlas: {kind: qemu, site: «shop»,',
          },
        ],
      },
      {
        name: 'a row that names the other site and no VMID',
        edits: [
          {
            file: REGISTRY,
            find: 'atlas: {kind: qemu, site: home,',
            replace: 'atlas: {kind: qemu, site: «shop»,',
          },
          {
            file: REGISTRY,
            find: 'ssh: atlas, os: ubuntu-24.04, vmid: 100, proxmox_host: pve-home}',
            replace: 'ssh: atlas, os: ubuntu-24.04}',
          },
        ],
      },
    ],
  },
});

/** Registry rows that state a site, by the guest whose name they carry. */
const rowsByGuest = oncePerEstate((estate) => {
  const rows = new Map<Guest, Stated<string>[]>();
  for (const { id, site } of estate.registryHosts) {
    const thing = estate.index.named(id);
    if (!site || !thing || !isGuest(thing) || thing.state !== 'active') continue;
    addTo(rows, thing, site);
  }
  return rows;
});

function* strayAddresses(guest: Guest, estate: Estate): Iterable<Breach> {
  for (const { value, at } of guest.addresses) {
    const site = estate.index.siteOfAddress(value);
    if (site === undefined || site === guest.site || !isActiveSite(estate, site)) continue;
    yield {
      at,
      message: `${named(guest)} has the address "${value}", which lies in the LAN of site "${site}"; expected one of its own site`,
      related: [{ message: 'declared here', at: guest.at }],
      key: value,
    };
  }
}
