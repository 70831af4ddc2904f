import { expect } from 'vitest';
import { rowOf } from '../../src/estate/reading/values.ts';
import { bindings, data, files, guest, row, type Survived, site } from './odd-shapes-look.ts';

const loops = 'mailroom/state/loop-scopes';

/** Irregularities in the contracts of maintenance, backups, services, gates, gaps, loops and runbooks. */
export const GOVERNANCE_SURVIVED: readonly Survived[] = [
  {
    shape: 'a map of sites with a plain value among them',
    file: `${bindings}/infra.maintenance.transaction.contract.yaml`,
    of: (estate) => ['quay', 'mill-house'].map((id) => site(estate, id)?.oobPolicySwitch?.value),
    is: [true, false],
  },
  {
    shape: 'a guest known only from a backup glob, of the kind that the glob tells',
    file: `${bindings}/backup.inventory.yaml`,
    of: (estate) => [guest(estate, 'quay/333')?.guestKind, guest(estate, 'quay/333')?.row],
    is: ['lxc', undefined],
  },
  {
    shape: 'one text where a list is usual, and a limit that comes from the defaults',
    file: `${bindings}/backup.inventory.yaml`,
    of: (estate) => [
      rowOf((data(estate, `${bindings}/backup.inventory.yaml`).runtime_units as unknown[])[0])
        .inventory_targets,
      estate.index.target('quay-lxc-302-buoy')?.staleAfterHours?.value,
    ],
    is: ['quay-vm-301-ferry', 26],
  },
  {
    shape: 'a path that starts with ~/ stays as written',
    file: `${bindings}/backup.inventory.yaml`,
    of: (estate) => estate.index.target('quay-vm-301-ferry')?.basePath?.value,
    is: '~/dump',
  },
  {
    shape: 'a bare cron, inventory_target beside inventory_targets',
    file: `${bindings}/backup.schedule.yaml`,
    of: (estate) =>
      ['quay-vm-301-ferry', 'quay-lxc-302-buoy', 'mill-vm-110-loom'].map(
        (name) => estate.index.target(name)?.period?.hours,
      ),
    is: [24, 24, 168],
  },
  {
    shape: 'an endpoint without "enabled" counts as enabled',
    file: `${bindings}/services.health.yaml`,
    of: (estate) => estate.probes.filter((probe) => !probe.enabled).map((probe) => probe.id),
    is: ['loom-old'],
  },
  {
    shape: 'a status outside the declared list, a null port, a scope decision in a comment',
    file: 'docs/governance/SERVICE_REGISTRY.yaml',
    of: (estate) => [
      estate.services.find((service) => service.id === 'ferry-queue')?.status,
      rowOf(rowOf(data(estate, 'docs/governance/SERVICE_REGISTRY.yaml').services)['ferry-queue']).port,
      estate.scopeDecisions.flatMap((decision) => decision.sites),
    ],
    is: ['retired', null, ['mill-house']],
  },
  {
    shape: 'texts and maps in one list of arguments; an absolute path of an author; an unknown approval',
    file: 'ops/capabilities.yaml',
    of: (estate) => {
      const stop = estate.index.capability('nas.stop');
      return [stop?.approval, stop?.executable?.path, stop?.executable?.exists];
    },
    is: ['operator', 'ops/bin/nas-stop', true],
  },
  {
    shape: 'of two equal capabilities the last one counts',
    file: 'ops/capabilities.yaml',
    of: (estate) => estate.index.capability('guest.status')?.argv,
    is: ['./ops/bin/guest-status'],
  },
  {
    shape: 'a folder of capability stubs of another shape is no contract',
    file: 'ops/capabilities/nas.yaml',
    of: (estate) => files(estate).filter((file) => file.startsWith('ops/capabilities/')),
    is: [],
  },
  {
    shape: 'text that became a map by accident',
    file: `${bindings}/gate.registry.yaml`,
    of: (estate) => row(estate, `${bindings}/gate.registry.yaml`, 'gates', 0).description,
    is: { 'Order check': 'every list has the same guests' },
  },
  {
    shape: 'commit ids that look like numbers stay as written',
    file: `${bindings}/operational.gaps.yaml`,
    of: (estate) =>
      [0, 1, 2].map((index) => row(estate, `${bindings}/operational.gaps.yaml`, 'gaps', index).fixed_in),
    is: ['8e12345', '0123456', 1234567],
  },
  {
    shape: 'rows of one kind from two files, one of them with CR LF and lists that are not indented',
    file: 'ops/inventory/mill-house.device.registry.yaml',
    of: (estate) => [estate.index.node('larder')?.kind, guest(estate, 'quay/301')?.names.includes('ferry')],
    is: ['nas', true],
  },
  {
    shape: 'a VMID inside the id of a row that is gone',
    file: `${bindings}/mill-house.proxmox.inventory.yaml`,
    of: (estate) => [guest(estate, 'mill-house/119')?.state, guest(estate, 'mill-house/115')?.guestKind],
    is: ['retired', 'lxc'],
  },
  {
    shape: 'a file that is not UTF-8 is read all the same',
    file: `${bindings}/network.devices.ledger.yaml`,
    of: (estate) => row(estate, `${bindings}/network.devices.ledger.yaml`, 'items', 0).note,
    is: 'Caf\ufffd behind the wall',
  },
  {
    shape: 'front matter that is not YAML is read line by line',
    file: `${loops}/LOOP-ODD-ORDER-20260201.scope.md`,
    of: (estate) => data(estate, `${loops}/LOOP-ODD-ORDER-20260201.scope.md`),
    is: {
      loop_id: 'LOOP-ODD-ORDER-20260201',
      created: '2026-02-01',
      status: 'active',
      objective: 'One order for both places. Covers 2 groups: guests and shelves.',
      gaps: ['GAP-OP-71', 'GAP-OP-72'],
      blocked_by: ['LOOP-ODD-PROSE-20260202'],
    },
  },
  {
    shape: 'no front matter: a quoted block, bold text and a list carry the metadata',
    file: `${loops}/LOOP-ODD-PROSE-20260202.scope.md`,
    of: (estate) => data(estate, `${loops}/LOOP-ODD-PROSE-20260202.scope.md`),
    is: expect.objectContaining({
      status: 'CLOSED',
      owner: '@keeper',
      created: '2026-02-02',
      priority: 'P2',
    }),
  },
  {
    shape: 'front matter without an end is read up to the first blank line',
    file: `${loops}/LOOP-ODD-OPEN-20260203.scope.md`,
    of: (estate) => data(estate, `${loops}/LOOP-ODD-OPEN-20260203.scope.md`),
    is: { loop_id: 'LOOP-ODD-OPEN-20260203', status: 'open' },
  },
  {
    shape: 'front matter behind a byte order mark, with CR LF',
    file: `${loops}/LOOP-ODD-MAC-20260204.scope.md`,
    of: (estate) => data(estate, `${loops}/LOOP-ODD-MAC-20260204.scope.md`),
    is: { loop_id: 'LOOP-ODD-MAC-20260204', status: 'planned', repos: ['one', 'two'] },
  },
  {
    shape: 'a pipe inside a code span of a table; a runbook known by its front matter alone',
    file: 'docs/governance/cold-start.md',
    of: (estate) =>
      estate.runbooks.map((runbook) => [
        runbook.sites.map((one) => one.site),
        runbook.hardStops !== undefined,
        runbook.backupMaxAgeHours?.value,
      ]),
    is: [
      [['quay'], true, 48],
      [['mill-house'], true, undefined],
    ],
  },
  {
    shape: 'archives, legacy folders and what gates.yaml ignores are left out; what it adds is read',
    file: 'legacy/kept/extra.services.health.yaml',
    of: (estate) => files(estate).filter((file) => /archive|legacy|scratch|notes/.test(file)),
    is: ['legacy/kept/extra.services.health.yaml'],
  },
];
