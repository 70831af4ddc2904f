import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { isDeclared } from '../../src/estate/ask/declared.ts';
import { listed, shortly } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { lanClash, networkRange, vmidClash } from '../../src/estate/ask/ranges.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';
import { groupByNames } from '../../src/grouping/groups.ts';

const TOPOLOGY = 'ops/bindings/topology.sites.yaml';
const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';

export default defineGate({
  id: 'sites/topology-bound',
  title: 'Every active site is bound to a hypervisor, a LAN and a range of VMIDs that no other site has',
  why: 'All joins go through the topology: a site without a hypervisor has nothing to stop or start, and two sites with one range make the wrong guest answer to an id.',
  fix: 'Give the row of the site in topology.sites.yaml its hypervisors, lan_cidr and vmid_range.',
  severity: 'error',
  reads: ['topology.sites'],
  examines: activeSites,
  *judge(site, estate) {
    if (estate.index.loaded('topology.sites').length === 0) {
      yield {
        message: `site "${site.id}" is declared in no topology.sites.yaml; create it with a row for the site`,
      };
      return;
    }
    if (!rowOf(site, estate)) {
      const { at, where, related } = missingRow(estate, site, 'topology.sites', ['sites']);
      const message = `site "${site.id}" has no row in the topology; one was expected in ${where}`;
      yield { at, related: [...related, { message: 'declared here', at: site.at }], message, key: 'row' };
      return;
    }
    for (const [field, what, value] of fieldsOf(site)) {
      const message = `site "${site.id}" has no ${what}; expected ${field}`;
      if (value === undefined) yield { message, key: field };
    }
    yield* undeclaredNodes(site, estate);
    yield* deniedNas(site, estate);
    yield* strangeAnchor(site, estate);
    yield* lanBreaches(site, estate);
    yield* vmidBreaches(site, estate);
  },
  examples: {
    passing: [
      {
        name: 'a site that does not say whether it has a NAS',
        edits: [{ file: TOPOLOGY, find: '    nas: [nas]\n', replace: '' }],
      },
      {
        name: 'the alias names the hypervisor',
        edits: [{ file: TOPOLOGY, find: '    hypervisors: [pve]\n', replace: '' }],
      },
      {
        name: 'neighbouring ranges do not overlap',
        edits: [{ file: TOPOLOGY, find: 'vmid_range: 100-199', replace: 'vmid_range: "1-199"' }],
      },
    ],
    failing: [
      {
        name: 'a NAS that the topology denies',
        edits: [{ file: TOPOLOGY, find: 'nas: [nas]', replace: 'nas: «[]»' }],
      },
      {
        name: 'a NAS that no other contract knows',
        edits: [
          {
            file: TOPOLOGY,
            find: 'id: home\n    status: active',
            replace: 'id: «home»\n    status: active',
          },
          { file: TOPOLOGY, find: 'nas: [nas]', replace: 'nas: [nas, nas-attic]' },
        ],
      },
      {
        name: 'no range of VMIDs',
        edits: [
          { file: TOPOLOGY, find: '    vmid_range: 100-199\n', replace: '' },
          { file: TOPOLOGY, find: 'id: home', replace: 'id: «home»' },
        ],
      },
      {
        name: 'no LAN',
        edits: [
          { file: TOPOLOGY, find: '    lan_cidr: 198.51.100.0/24\n', replace: '' },
          { file: TOPOLOGY, find: 'id: home', replace: 'id: «home»' },
        ],
      },
      {
        name: 'an anchor at another site',
        edits: [
          {
            file: TOPOLOGY,
            find: 'tailscale_anchor: pve-home',
            replace: 'tailscale_anchor: «pve»',
          },
        ],
      },
      {
        name: 'a new site without a hypervisor',
        edits: [
          {
            file: TOPOLOGY,
            find: '  # Copy this row',
            replace:
              '  - {id: «barn», status: active, lan_cidr: 10.9.0.0/24, vmid_range: 300-399}\n\n  # Copy this row',
          },
        ],
      },
      {
        name: 'a LAN inside another one',
        edits: [{ file: TOPOLOGY, find: '198.51.100.0/24', replace: '«192.0.2.128/25»' }],
      },
      {
        name: 'a LAN that is no network',
        edits: [{ file: TOPOLOGY, find: '198.51.100.0/24', replace: '«unknown»' }],
      },
      {
        name: 'a range that is upside down',
        edits: [{ file: TOPOLOGY, find: '200-299', replace: '«299-200»' }],
      },
      {
        name: 'a range that reaches into another one',
        edits: [{ file: TOPOLOGY, find: '200-299', replace: '«199-299»' }],
      },
      {
        name: 'a topology of no site',
        edits: [
          { file: TOPOLOGY, content: 'last_verified: 2026-01-12\n«sites»: []\n' },
          { file: 'ops/bindings/infra.placement.policy.yaml', remove: true },
          { file: CONTRACT, from: '  - id: home', to: 'oob_policy:', replace: '' },
        ],
      },
      {
        name: 'no topology',
        edits: [
          { file: TOPOLOGY, remove: true },
          { file: 'ops/bindings/infra.placement.policy.yaml', remove: true },
          { file: CONTRACT, find: 'id: shop', replace: 'id: «shop»' },
          { file: CONTRACT, find: 'id: home', replace: 'id: «home»' },
        ],
      },
    ],
  },
});

function fieldsOf(site: Site): [string, string, unknown][] {
  return [
    ['hypervisors', 'hypervisor', site.hypervisors[0]],
    ['lan_cidr', 'LAN', site.lan],
    ['vmid_range', 'range of VMIDs', site.vmidRange],
  ];
}

/** A name in the topology alone has no address: nothing could reach it. */
function* undeclaredNodes(site: Site, estate: Estate): Iterable<Breach> {
  for (const id of [...site.hypervisors, ...site.nas]) {
    const node = estate.index.node(id);
    if (node && !isDeclared(node)) {
      const message = `${shortly(node)} of site "${site.id}" is named by the bindings of the site only; expected it in ssh.targets.yaml`;
      yield { message, at: node.at, key: id };
    }
  }
}

const rowsById = oncePerEstate(({ index }) =>
  groupByNames(
    index.loaded('topology.sites').flatMap((document) => RowAt.root(document).rows('sites')),
    (row) => [row.text('id')?.value ?? ''],
  ),
);

const rowOf = ({ id }: Site, estate: Estate): RowAt | undefined => rowsById(estate).get(id)?.[0];

/** An empty list says that there is none; where the field is left out, nothing is said. */
function* deniedNas(site: Site, estate: Estate): Iterable<Breach> {
  const nas = estate.index.nodesOf(site.id).filter(({ kind }) => kind === 'nas');
  const row = rowOf(site, estate);
  if (nas.length === 0 || !Array.isArray(row?.row.nas) || row.row.nas.length > 0) return;
  yield {
    at: row.at('nas'),
    key: 'nas',
    fix: 'List the NAS under nas of the site in topology.sites.yaml, or correct the contracts that put it there.',
    message: `site "${site.id}" says that it has no NAS, but other contracts put ${listed(nas.map(shortly))} there; expected ${listed(nas.map(({ id }) => `"${id}"`))} under nas`,
    related: nas.slice(0, 3).map(({ at, id }) => ({ message: `"${id}" is declared here`, at })),
  };
}

/** Whoever reaches the site over its anchor would reach another one. */
function* strangeAnchor({ id, anchor }: Site, estate: Estate): Iterable<Breach> {
  const machine = anchor && estate.index.named(anchor.value);
  if (!machine || machine.site === undefined || machine.site === id) return;
  yield {
    at: anchor.at,
    key: 'anchor',
    message: `the tailscale_anchor of site "${id}" is ${shortly(machine)} of site "${machine.site}"; expected a machine of the site`,
  };
}

function* lanBreaches(site: Site, estate: Estate): Iterable<Breach> {
  const { lan } = site;
  if (!lan) return;
  if (!networkRange(lan.value)) {
    const message = `the LAN of site "${site.id}" is "${lan.value}"; expected a network such as address/length`;
    yield { message, at: lan.at, key: 'lan' };
  }
  const other = lanClash(estate, site);
  if (!other?.lan) return;
  yield {
    message: `the LAN "${lan.value}" of site "${site.id}" overlaps "${other.lan.value}" of site "${other.id}"; expected separate networks`,
    at: lan.at,
    related: [{ message: `LAN of site "${other.id}"`, at: other.lan.at }],
    key: 'lan overlap',
  };
}

function* vmidBreaches(site: Site, estate: Estate): Iterable<Breach> {
  const range = site.vmidRange;
  if (range && range.value.from > range.value.to) {
    const message = `the VMIDs of site "${site.id}" run from ${range.value.from} down to ${range.value.to}; expected low-high`;
    yield { message, at: range.at, key: 'vmid range' };
  }
  const other = vmidClash(estate, site);
  if (!range || !other?.vmidRange) return;
  const text = ({ value }: typeof range) => `"${value.from}-${value.to}"`;
  yield {
    message: `the VMIDs ${text(range)} of site "${site.id}" overlap ${text(other.vmidRange)} of site "${other.id}"; expected separate ranges`,
    at: range.at,
    related: [{ message: `range of site "${other.id}"`, at: other.vmidRange.at }],
    key: 'vmid overlap',
  };
}
