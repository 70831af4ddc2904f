import { listed } from '../../src/estate/ask/describe.ts';
import type { Node } from '../../src/estate/model/node.ts';
import type { SiteDispute } from '../../src/estate/model/site.ts';
import { defineGate } from '../../src/gate/gate.ts';

const PLACEMENT = 'ops/bindings/infra.placement.policy.yaml';
const HARDWARE = 'ops/bindings/hardware.inventory.yaml';

export default defineGate<Node | SiteDispute>({
  id: 'sites/hosts-placed-once',
  title: 'All bindings put a host at the same site',
  why: 'Whichever binding a script happens to read, it stops the machine of another site, or leaves this one running under a window.',
  fix: 'Correct the site of the host in the binding that is wrong.',
  severity: 'error',
  reads: [
    'topology.sites',
    'infra.placement.policy',
    'infra.maintenance.transaction.contract',
    'hardware.inventory',
    'proxmox.inventory',
    'network.devices.ledger',
    'service.registry',
  ],
  unseen: 'Aliases of planned sites, which may repeat the host of an active one.',
  examines: (estate) => [...estate.nodes.filter((node) => node.site !== undefined), ...estate.siteDisputes],
  *judge(entity, estate) {
    if (!('statements' in entity)) return;
    const sites = [...new Set(entity.statements.map(({ value }) => `"${value}"`))];
    const thing = estate.index.named(entity.id);
    const others = entity.statements.filter(({ at }) => at !== entity.at);
    yield {
      message: `the bindings put "${entity.id}" at the sites ${listed(sites)}; expected one site`,
      related: others.slice(0, 6).map(({ value, at }) => ({ message: `site "${value}" here`, at })),
      ...(thing && { subject: thing.subject }),
    };
  },
  examples: {
    passing: [
      {
        name: 'one more binding that says the same',
        edits: [
          {
            file: HARDWARE,
            find: '\nmachines:\n',
            replace: '\nmachines:\n  - {machine_id: gw-home, site: home}\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'an inventory that puts a NAS at another site',
        edits: [
          {
            file: HARDWARE,
            find: 'hostname: nas\n    site: home',
            replace: 'hostname: nas\n    site: «shop»',
          },
        ],
      },
      {
        name: 'a placement that puts a switch at another site',
        edits: [
          {
            file: PLACEMENT,
            find: 'switch-home: {site: home,',
            replace: 'switch-home: {site: «shop»,',
          },
          {
            file: HARDWARE,
            find: '\nmachines:\n',
            replace: '\nmachines:\n  - {machine_id: switch-home, site: home}\n',
          },
        ],
      },
    ],
  },
});
