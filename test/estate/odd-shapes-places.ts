import { expect } from 'vitest';
import { rowOf } from '../../src/estate/reading/values.ts';
import {
  bindings,
  data,
  document,
  files,
  guest,
  order,
  row,
  type Survived,
  site,
} from './odd-shapes-look.ts';

/** Irregularities in the contracts of sites, orders, guests, storage and reach. */
export const PLACES_SURVIVED: readonly Survived[] = [
  {
    shape: 'a byte order mark and CR LF in gates.yaml: its clock is read',
    file: 'gates.yaml',
    of: (estate) => new Date(estate.now).toISOString(),
    is: '2026-02-20T06:00:00.000Z',
  },
  {
    shape: 'a byte order mark and CR LF in a contract',
    file: `${bindings}/topology.sites.yaml`,
    of: (estate) => estate.sites.map((one) => one.id),
    is: ['loft', 'mill-house', 'quay'],
  },
  {
    shape: 'metadata in the comments of a CR LF file',
    file: `${bindings}/topology.sites.yaml`,
    of: (estate) => document(estate, `${bindings}/topology.sites.yaml`)?.header[0],
    is: { key: 'status', value: 'authoritative', span: expect.anything() },
  },
  {
    shape: 'an unquoted range',
    file: `${bindings}/topology.sites.yaml`,
    of: (estate) => site(estate, 'quay')?.vmidRange?.value,
    is: { from: 300, to: 399 },
  },
  {
    shape: 'a quoted range with blanks',
    file: `${bindings}/topology.sites.yaml`,
    of: (estate) => site(estate, 'mill-house')?.vmidRange?.value,
    is: { from: 100, to: 199 },
  },
  {
    shape: 'unknown extra keys are kept',
    file: `${bindings}/topology.sites.yaml`,
    of: (estate) => [
      data(estate, `${bindings}/topology.sites.yaml`).moon_phase,
      row(estate, `${bindings}/topology.sites.yaml`, 'sites', 1).floors,
    ],
    is: ['waxing', 3],
  },
  {
    shape: 'an unquoted date is text',
    file: `${bindings}/topology.sites.yaml`,
    of: (estate) => data(estate, `${bindings}/topology.sites.yaml`).last_verified,
    is: '2026-02-11',
  },
  {
    shape: 'a planned site that repeats the aliases and the LAN of an active one owns nothing',
    file: `${bindings}/topology.sites.yaml`,
    of: (estate) => [
      site(estate, 'loft')?.status,
      site(estate, 'loft')?.hypervisors,
      estate.index.node('anvil')?.site,
      estate.index.siteOfAddress('192.0.2.31'),
    ],
    is: ['planned', [], 'quay', 'quay'],
  },
  {
    shape: 'several documents in one file: metadata first, body second',
    file: `${bindings}/startup.sequencing.yaml`,
    of: (estate) => {
      const { status, updated, version } = data(estate, `${bindings}/startup.sequencing.yaml`);
      return [status, updated, version];
    },
    is: ['authoritative', '2026-02-10', 3],
  },
  {
    shape: 'site-named keys, one with a hyphen; quoted and bare ids; an alias as order',
    file: `${bindings}/startup.sequencing.yaml`,
    of: (estate) => [order(estate, 'quay'), order(estate, 'mill-house')],
    is: [
      [
        ['quay/302', 'quay/301'],
        ['quay/301', 'quay/302'],
      ],
      [
        ['mill-house/115', 'mill-house/110'],
        ['mill-house/115', 'mill-house/110'],
      ],
    ],
  },
  {
    shape: 'a container under vm_ids stays a container',
    file: `${bindings}/startup.sequencing.yaml`,
    of: (estate) => [
      guest(estate, 'mill-house/115')?.guestKind,
      estate.phases.find((phase) => phase.number === 10)?.hosts[0]?.vmIds[0]?.guest,
    ],
    is: ['lxc', 'mill-house/115'],
  },
  {
    shape: 'a header comment after a leading --- carries the date',
    file: `${bindings}/startup.sequencing.yaml`,
    of: (estate) => document(estate, `${bindings}/startup.sequencing.yaml`)?.header.map((note) => note.key),
    is: ['status', 'last_verified', 'authority_state'],
  },
  {
    shape: 'a merge key gives what the row lacks, and a quoted VMID is a number',
    file: `${bindings}/vm.lifecycle.yaml`,
    of: (estate) => {
      const ferry = guest(estate, 'quay/301');
      return [ferry?.vmid, ferry?.guestKind, ferry?.state, ferry?.owner?.value, ferry?.hypervisor?.value];
    },
    is: [301, 'qemu', 'active', '@keeper', 'anvil'],
  },
  {
    shape: 'of several merged maps the first wins, and the row wins over all',
    file: `${bindings}/vm.lifecycle.yaml`,
    of: (estate) => {
      const { owner, role } = row(estate, `${bindings}/vm.lifecycle.yaml`, 'vms', 1);
      const gull = guest(estate, 'quay/303');
      return [owner, role, gull?.guestKind, gull?.hostname, gull?.backupTargetName];
    },
    is: ['@keeper', 'dns', 'lxc', 'gull', undefined],
  },
  {
    shape: 'a merged value has the place where it is written',
    file: `${bindings}/vm.lifecycle.yaml`,
    of: (estate) => {
      const text = document(estate, `${bindings}/vm.lifecycle.yaml`);
      const span = text?.locate(['vms', 2, 'vm_type'], 'value');
      return (
        span && [text?.text.slice(0, span.start).split('\n').length, text?.text.slice(span.start, span.end)]
      );
    },
    is: [30, 'lxc'],
  },
  {
    shape: 'a custom tag such as !vault',
    file: `${bindings}/vm.lifecycle.yaml`,
    of: (estate) => row(estate, `${bindings}/vm.lifecycle.yaml`, 'vms', 0).root_password,
    is: '$ANSIBLE_VAULT;1.1;AES256\n6162636465\n',
  },
  {
    shape: 'tabs after a colon, before a remark and at the end of a line',
    file: `${bindings}/vm.lifecycle.yaml`,
    of: (estate) => [
      guest(estate, 'mill-house/115')?.hostname,
      guest(estate, 'mill-house/115')?.addresses[0]?.value,
    ],
    is: ['spindle', '198.51.100.53'],
  },
  {
    shape: 'a state outside the list in the header counts as active, never as gone',
    file: `${bindings}/vm.lifecycle.yaml`,
    of: (estate) => [guest(estate, 'quay/303')?.status?.value, guest(estate, 'quay/303')?.state],
    is: ['hibernating', 'active'],
  },
  {
    shape: 'a quoted id of a template outside the range of its site',
    file: `${bindings}/vm.lifecycle.yaml`,
    of: (estate) => guest(estate, 'quay/9000')?.state,
    is: 'template',
  },
  {
    shape: '~ and an empty value are null, which differs from absent',
    file: `${bindings}/infra.storage.placement.policy.yaml`,
    of: (estate) => {
      const rows = rowOf(data(estate, `${bindings}/infra.storage.placement.policy.yaml`).vm_storage);
      return ['ferry', 'buoy', 'spindle', 'loom'].map((name) => rowOf(rows[name]).data_mount);
    },
    is: [null, null, null, '/srv/cloth'],
  },
  {
    shape: 'the source of a mount is an address, resolved through other contracts',
    file: `${bindings}/infra.storage.placement.policy.yaml`,
    of: (estate) => estate.mounts.map((mount) => [mount.key, mount.provider?.subject]),
    is: expect.arrayContaining([['mill-house/110:/srv/cloth', 'nas mill-house/larder']]),
  },
  {
    shape: 'sites as a map, one host where a list is usual, a quoted bound, an explicit key, ids like floats',
    file: `${bindings}/infra.placement.policy.yaml`,
    of: (estate) => {
      const policy = data(estate, `${bindings}/infra.placement.policy.yaml`);
      const { quay, 'mill-house': mill } = rowOf(policy.sites);
      return [rowOf(quay).vmid_max, rowOf(mill).proxmox_hosts, rowOf(rowOf(policy.hosts).bellows).machine_id];
    },
    is: ['399', ['bellows'], '0e12345678901234567890123456789a'],
  },
  {
    shape: 'the word "no" in quotes stays a word',
    file: `${bindings}/ssh.targets.yaml`,
    of: (estate) => {
      const { defaults } = rowOf(data(estate, `${bindings}/ssh.targets.yaml`).ssh);
      return rowOf(defaults).strict_host_key_checking;
    },
    is: 'no',
  },
  {
    shape: 'of two equal keys the last one counts',
    file: `${bindings}/ssh.targets.yaml`,
    of: (estate) => estate.index.node('anvil')?.ssh?.host,
    is: '192.0.2.11',
  },
  {
    shape: 'a symlink to a contract does not count its rows twice',
    file: 'ops/current/ssh.targets.yaml',
    of: (estate) => files(estate).filter((file) => file.endsWith('ssh.targets.yaml')),
    is: [`${bindings}/ssh.targets.yaml`],
  },
  {
    shape: 'a symlink to a file of another name inside the estate is read',
    file: `${bindings}/gate.execution.topology.yaml`,
    of: (estate) => row(estate, `${bindings}/gate.execution.topology.yaml`, 'gate_assignments', 0).gate_id,
    is: 'D7',
  },
];
