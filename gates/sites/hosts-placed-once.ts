import { listed, named } from '../../src/estate/ask/describe.ts';
import { kindOfWord } from '../../src/estate/join/places/node-rows.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Node, NodeKind } from '../../src/estate/model/node.ts';
import type { SiteDispute } from '../../src/estate/model/site.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { quoted } from '../../src/finding/printable.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const PLACEMENT = 'ops/bindings/infra.placement.policy.yaml';
const REGISTRY = 'docs/governance/SERVICE_REGISTRY.yaml';
const HARDWARE = 'ops/bindings/hardware.inventory.yaml';

export default defineGate<Node | SiteDispute>({
  id: 'sites/hosts-placed-once',
  title: 'All bindings put a host at the same site, and agree whether it is a hypervisor or a NAS',
  why: 'Whichever binding a script happens to read, it stops the machine of another site, or leaves this one running under a window.',
  fix: 'Correct the site or the kind of the host in the binding that is wrong.',
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
    if (!('statements' in entity)) {
      yield* otherKinds(entity, estate);
      return;
    }
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
        name: 'other words for the same kind, and words that say nothing of it',
        edits: [
          {
            file: PLACEMENT,
            find: 'nas: {site: home, kind: storage}',
            replace: 'nas: {site: home, kind: appliance}',
          },
          {
            file: PLACEMENT,
            find: 'pve-home: {site: home, kind: proxmox,',
            replace: 'pve-home: {site: home, kind: hypervisor with storage,',
          },
        ],
      },
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
        name: 'a NAS that the placement takes for a hypervisor',
        edits: [
          {
            file: PLACEMENT,
            find: 'nas: {site: home, kind: storage}',
            replace: 'nas: {site: home, kind: «proxmox»}',
          },
        ],
      },
      {
        name: 'a hypervisor that the registry takes for a NAS',
        edits: [{ file: REGISTRY, find: 'pve: {kind: hypervisor', replace: 'pve: {kind: «synology»' }],
      },
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

const CONFUSED: readonly NodeKind[] = ['hypervisor', 'nas'];

/** The word of the placement or of the registry for what other contracts know as the other of the two. */
function* otherKinds(node: Node, estate: Estate): Iterable<Breach> {
  if (!CONFUSED.includes(node.kind)) return;
  for (const { value, at } of [
    ...placementWords(node, estate),
    ...(node.registry?.kind ? [node.registry.kind] : []),
  ]) {
    const kind = kindOfWord(value.toLowerCase());
    if (kind === node.kind || !CONFUSED.includes(kind)) continue;
    yield {
      at,
      key: `kind ${value}`,
      severity: 'warning',
      message: `${named(node)} is called ${quoted(value)} here; expected the kind that other bindings give it`,
      related: [{ message: `the ${node.kind} here`, at: node.at }],
    };
  }
}

function placementWords(node: Node, { index }: Estate): Stated<string>[] {
  const rows = index.loaded('infra.placement.policy').map((document) => RowAt.root(document).child('hosts'));
  return rows.flatMap((hosts) => hosts.child(node.id).text('kind') ?? []);
}
