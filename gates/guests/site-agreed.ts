import { named } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { isGuest } from '../../src/estate/reading/reference.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { addTo } from '../../src/grouping/groups.ts';

const REGISTRY = 'docs/governance/SERVICE_REGISTRY.yaml';

export default defineGate<Guest>({
  id: 'guests/site-agreed',
  title: 'The service registry puts a guest at the site at which it runs',
  why: 'Who asks the registry what goes down with a site misses the guest, and announces it for another site.',
  fix: 'Correct the site of the host row in SERVICE_REGISTRY.yaml, or the hypervisor of the guest.',
  severity: 'error',
  reads: ['service.registry', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Rows that state no site, and rows whose name no guest carries alone.',
  examines: (estate) => [...rowsByGuest(estate).keys()],
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
  },
  examples: {
    passing: [
      {
        name: 'a row that leaves the site to the hypervisor',
        edits: [{ file: REGISTRY, find: 'atlas: {kind: qemu, site: home,', replace: 'atlas: {kind: qemu,' }],
      },
    ],
    failing: [
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
