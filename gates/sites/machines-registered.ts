import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { listed, named } from '../../src/estate/ask/describe.ts';
import type { Machine } from '../../src/estate/ask/machines.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { governedNodes, knownGuests } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { RegistryHost } from '../../src/estate/model/node.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'docs/governance/SERVICE_REGISTRY.yaml';
const STORAGE = 'ops/bindings/infra.storage.placement.policy.yaml';

const carriers = oncePerEstate((estate): readonly Machine[] => [
  ...governedNodes(estate, 'hypervisor'),
  ...knownGuests(estate),
]);

/** Sites whose hypervisors and guests all but a few have a row: there a missing one is forgotten, not left out. */
const registeredSites = oncePerEstate((estate) => {
  const counts = new Map<string, { with: number; all: number }>();
  for (const machine of carriers(estate)) {
    const count = counts.get(machine.site!) ?? { with: 0, all: 0 };
    counts.set(machine.site!, { with: count.with + (rowOf(machine, estate) ? 1 : 0), all: count.all + 1 });
  }
  return new Set([...counts].flatMap(([site, count]) => (count.with * 2 > count.all ? [site] : [])));
});

export default defineGate<Machine>({
  id: 'sites/machines-registered',
  title:
    'Where the service registry knows the machines of a site, it knows all of them, and says the same of each',
  why: 'What the registry leaves out has no promised availability and nobody whose terminal answers for it.',
  fix: 'Add the machine to hosts in SERVICE_REGISTRY.yaml with domain, terminal_role and slo.',
  severity: 'warning',
  reads: ['service.registry', 'topology.sites', 'vm.lifecycle'],
  unseen: 'Sites of which half the machines or more have no row; NAS are held to nas/registered.',
  examines: (estate) => carriers(estate).filter((machine) => registeredSites(estate).has(machine.site!)),
  *judge(machine, estate) {
    const row = rowOf(machine, estate);
    if (!row) {
      const { at, where, related } = missingRow(estate, machine, 'service.registry', ['hosts']);
      yield {
        at,
        related,
        message: `${named(machine)} is not in the service registry, as most machines of its site are; a row was expected in ${where}`,
      };
      return;
    }
    const missing = FIELDS.filter((field) => !row[field] && isUsual(field, machine.site!, estate)).map(
      wordOf,
    );
    if (missing.length > 0) {
      yield {
        at: row.at,
        message: `the registry row of ${named(machine)} states no ${listed(missing)}, as most rows of its site do; expected it`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a site that the registry leaves out as a whole',
        edits: [
          { file: FILE, from: '  pve-home: {kind: hypervisor', to: '  nas:\n', replace: '' },
          { file: FILE, from: '  atlas: {kind: qemu', to: '\ninfisical', replace: '' },
        ],
      },
      {
        name: 'a second row under another name, which leaves the rest to the first',
        edits: [
          { file: STORAGE, find: '  pihole-home:\n    vmid: 105', replace: '  house-dns:\n    vmid: 105' },
          {
            file: FILE,
            find: '\ninfisical_projects:',
            replace: '  house-dns: {kind: lxc, site: home, os: debian-12}\n\ninfisical_projects:',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'one guest without a row',
        edits: [
          { file: FILE, find: '\nhosts:\n', replace: '\n«hosts»:\n' },
          { file: FILE, from: '  media-a: {kind: qemu', to: '  books-a: {kind: qemu', replace: '' },
        ],
      },
      {
        name: 'a row without an SLO',
        edits: [
          { file: FILE, find: '  media-a: {kind: qemu', replace: '  «media-a»: {kind: qemu' },
          { file: FILE, find: 'slo: "95% per month", ', replace: '' },
        ],
      },
    ],
  },
});

const FIELDS = ['domain', 'slo', 'terminalRole'] as const;

const wordOf = (field: (typeof FIELDS)[number]): string =>
  field === 'terminalRole' ? 'terminal_role' : field;

/** Whether most rows of the site's machines state the field. */
function isUsual(field: (typeof FIELDS)[number], site: string, estate: Estate): boolean {
  const rows = rowsBySite(estate).get(site) ?? [];
  return rows.filter((row) => row[field]).length * 2 > rows.length;
}

const rowsBySite = oncePerEstate((estate) => {
  const bySite = new Map<string, RegistryHost[]>();
  for (const machine of carriers(estate)) {
    const row = rowOf(machine, estate);
    const rows = bySite.get(machine.site!) ?? [];
    if (row) rows.push(row);
    bySite.set(machine.site!, rows);
  }
  return bySite;
});

const rowOf = (machine: Machine, estate: Estate): RegistryHost | undefined =>
  'id' in machine ? machine.registry : guestRows(estate).get(machine);

/** The first row that names each guest. */
const guestRows = oncePerEstate((estate) => {
  const rows = new Map<unknown, RegistryHost>();
  for (const row of estate.registryHosts) {
    const machine = estate.index.named(row.id);
    if (machine && !rows.has(machine)) rows.set(machine, row);
  }
  return rows;
});
