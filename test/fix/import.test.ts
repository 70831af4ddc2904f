import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromAnsible } from '../../src/fix/import/ansible.ts';
import { cronOf } from '../../src/fix/import/backup-jobs.ts';
import { contractsOf, unknownOf } from '../../src/fix/import/contracts.ts';
import type { Facts } from '../../src/fix/import/facts.ts';
import { together } from '../../src/fix/import/facts.ts';
import { machinesOf } from '../../src/fix/import/machines.ts';
import { fromPvesh } from '../../src/fix/import/pvesh.ts';
import { fromTerraform } from '../../src/fix/import/terraform.ts';
import { parseYaml } from '../../src/load/parse-yaml.ts';

/** All that an import of one site leads to: the contracts as data by their kinds, and what is said beside them. */
function imported(facts: Facts) {
  const sites = [machinesOf('north', facts)];
  const contracts = contractsOf(sites, '2026-01-15');
  const data = Object.fromEntries(
    contracts.map(({ kind, file, text }) => [kind, parseYaml(file, text).data]),
  );
  return {
    // biome-ignore lint/suspicious/noExplicitAny: contracts as they were written
    data: data as Record<string, any>,
    texts: contracts.map(({ text }) => text),
    said: [...sites[0]!.left, ...unknownOf(sites)],
  };
}

const RESOURCES = [
  { id: 'node/host-a', type: 'node', node: 'host-a', status: 'online' },
  { id: 'qemu/121', type: 'qemu', node: 'host-a', vmid: 121, name: 'web', status: 'running', template: 0 },
  { id: 'lxc/105', type: 'lxc', node: 'host-a', vmid: '105', name: 'dns', status: 'unknown' },
  { id: 'qemu/9000', type: 'qemu', node: 'host-a', vmid: 9000, name: 'base', status: 'stopped', template: 1 },
  { id: 'qemu/130', type: 'qemu', node: 'host-a', vmid: 130, name: 'no', status: 'stopped', template: 0 },
  { id: 'storage/host-a/dumps', type: 'storage', node: 'host-a', storage: 'dumps', status: 'available' },
  { type: 'qemu', node: 'host-a', name: 'nameless' },
];
const STORAGES = [
  {
    storage: 'dumps',
    type: 'nfs',
    server: '10.9.0.20',
    export: '/volume1/dumps',
    path: '/mnt/pve/dumps',
    nodes: 'host-a',
  },
  { storage: 'old', type: 'nfs', server: '10.9.0.21', disable: 1 },
  { storage: 'local', type: 'dir', path: '/var/lib/vz' },
];

describe('what was seen, as a draft', () => {
  test('the LAN of the machines and the hundreds of the VMIDs, and that somebody has to confirm them', () => {
    const found = together([
      fromPvesh('r', JSON.stringify(RESOURCES)),
      fromPvesh('s', JSON.stringify(STORAGES)),
    ]);
    const { data, texts, said } = imported(found);
    expect(data['topology.sites'].sites[0]).toMatchObject({ lan_cidr: '10.9.0.0/24', vmid_range: '100-199' });
    expect(texts.join()).toMatch(/vmid_range: 100-199\} # draft by gates fix: confirm\n/);
    expect(said.join()).toContain('whether its LAN is 10.9.0.0/24');
  });

  test('machines of two networks tell no LAN', () => {
    const nodes = ['10.9.0.1', '10.9.1.1'].map((ip, index) => ({ type: 'node', node: `host-${index}`, ip }));
    const { data, said } = imported(fromPvesh('r', JSON.stringify(nodes)));
    expect(data['topology.sites'].sites[0].lan_cidr).toBeUndefined();
    expect(said).toContain('site "north": its LAN (topology.sites.yaml)');
  });
});

describe('backup jobs of a cluster', () => {
  const jobs = (...rows: object[]) =>
    imported(together([RESOURCES, rows].map((all) => fromPvesh('f', JSON.stringify(all)))));
  const job = { id: 'nightly', storage: 'dumps', schedule: '21:00', all: 1, compress: 'zstd' };

  test('become jobs and a target for each guest of known kind that is saved', () => {
    const { data } = jobs({ ...job, exclude: '130', 'prune-backups': 'keep-last=7' });
    expect(data['backup.schedule'].jobs).toEqual([
      expect.objectContaining({ id: 'nightly', schedule_cron: '0 21 * * *', retention: 'keep-last=7' }),
    ]);
    const globs = data['backup.inventory'].targets.map((target: { glob: string }) => target.glob);
    expect(globs).toEqual(['vzdump-lxc-105-*.tar.zst', 'vzdump-qemu-121-*.vma.zst']);
    expect(data['backup.schedule'].jobs[0].inventory_targets).toEqual(
      data['backup.inventory'].targets.map((target: { name: string }) => target.name),
    );
  });

  test.each([
    ['mon..fri 02:30', '30 2 * * 1-5'],
    ['sat,sun 1:05', '5 1 * * 6,0'],
    ['sun 01:00', '0 1 * * 0'],
    ['*/6:00', '0 */6 * * *'],
    ['daily', '0 0 * * *'],
  ])('the schedule %s', (event, cron) => {
    expect(cronOf(event)).toBe(cron);
  });

  test.each(['*-*-01 03:00', '25:00', 'fri..mon 1:00', '', 'sun'])('%j is left out, and said', (schedule) => {
    const { data, said } = jobs({ ...job, schedule });
    expect(data['backup.schedule']).toBeUndefined();
    expect(said.join()).toContain(`"${schedule}" is no daily or weekly schedule`);
  });

  test('a job of a pool is left out, since nothing tells who is in it', () => {
    expect(jobs({ ...job, all: undefined, pool: 'web' }).said.join()).toContain('its pool is not told');
  });
});

describe('pvesh', () => {
  test.each([
    ['arrays', JSON.stringify(RESOURCES), JSON.stringify(STORAGES)],
    ['below data', JSON.stringify({ data: RESOURCES }), `\ufeff${JSON.stringify({ data: STORAGES })}`],
  ])('%s', (_, resources, storages) => {
    const { data, said } = imported(
      together([fromPvesh('r.json', resources), fromPvesh('s.json', storages)]),
    );
    expect(data['startup.sequencing'].lifecycle.north).toEqual({
      startup_order: ['nas-north', 'host-a', 105, 121],
      shutdown_order: [121, 105, 'host-a', 'nas-north'],
      template_vm_ids: [9000],
    });
    expect(data['startup.sequencing'].dependencies).toEqual([
      { consumer: 'host-a', provider: 'nas-north', via: 'nfs', mount: '/mnt/pve/dumps', required: true },
    ]);
    const rows = data['vm.lifecycle'].vms;
    expect(rows).toContainEqual({
      id: 105,
      hostname: 'dns',
      proxmox_host: 'host-a',
      vm_type: 'lxc',
      status: 'active',
    });
    expect(rows).toContainEqual({ id: 130, hostname: 'no', proxmox_host: 'host-a', status: 'provisioned' });
    expect(data['infra.storage.placement.policy'].host_storages).toEqual({ dumps: 'nas-north' });
    expect(said).toContain('row 7 of r.json: a guest without VMID');
    expect(said).toContain('storage "old": it is disabled');
  });

  test('what is no list is refused without quoting it', () => {
    expect(() => fromPvesh('r.json', '{"password": "hunter2"}')).toThrow(/^r.json holds no list$/);
    expect(() => fromPvesh('r.json', 'hunter2')).toThrow(/^r.json is no JSON$/);
  });
});

describe('ansible', () => {
  test('guests by VMID and node under any prefix, machines by their groups, secrets nowhere', () => {
    const inventory = {
      all: { children: ['proxmox_all_lxc', 'storage_nas', 'loose'] },
      proxmox_all_lxc: { hosts: ['dns'] },
      storage_nas: { hosts: ['box'] },
      loose: { hosts: ['laptop'] },
      _meta: {
        hostvars: {
          dns: {
            proxmox_vmid: 105,
            proxmox_node: 'host-a',
            proxmox_status: 'running',
            proxmox_startup: 'order=2,up=30',
          },
          'dns-again': { pve_vmid: '105', pve_node: 'host-a', pve_vmtype: 'lxc' },
          elsewhere: { proxmox_vmid: 105, proxmox_node: 'host-b', proxmox_vmtype: 'qemu' },
          box: {
            ansible_host: '10.9.0.20',
            ansible_password: { __ansible_vault: '$ANSIBLE_VAULT;1.1;AES256 hunter2' },
          },
          laptop: { ansible_become_password: 'hunter2' },
        },
      },
    };
    const found = imported(fromAnsible('inventory.json', JSON.stringify(inventory)));
    expect(found.data['vm.lifecycle'].vms).toEqual([
      { id: 105, hostname: 'dns', proxmox_host: 'host-a', vm_type: 'lxc', status: 'active' },
    ]);
    expect(found.data['ssh.targets'].ssh.targets).toContainEqual({
      id: 'box',
      host: '10.9.0.20',
      tags: ['storage', 'north'],
    });
    expect(found.said.join('\n')).toMatch(/VMID 105 of "host-b".*\n.*|host "laptop"/);
    expect([...found.texts, ...found.said].join()).not.toContain('hunter2');
  });

  test('an inventory tells the address and the name of machines that another import tells the part of', () => {
    const hostvars = {
      'host-a': { ansible_host: '10.9.0.10' },
      vault: { ansible_host: '10.9.0.20' },
      laptop: { ansible_host: '10.9.0.99' },
    };
    const { data, said } = imported(
      together([
        fromPvesh('r.json', JSON.stringify(RESOURCES)),
        fromPvesh('s.json', JSON.stringify(STORAGES)),
        fromAnsible('i.json', JSON.stringify({ _meta: { hostvars } })),
      ]),
    );
    expect(data['ssh.targets'].ssh.targets).toEqual([
      { id: 'host-a', host: '10.9.0.10', tags: ['proxmox', 'north'] },
      { id: 'vault', host: '10.9.0.20', tags: ['storage', 'north'] },
    ]);
    expect(said.filter((line) => line.startsWith('host '))).toEqual([
      'host "laptop": neither a guest with VMID and node nor a hypervisor or NAS',
    ]);
  });
});

describe('terraform', () => {
  const vm = {
    vm_id: 121,
    node_name: 'host-a',
    name: 'web',
    started: true,
    startup: [{ order: 3, up_delay: -1 }],
  };
  const container = {
    vm_id: 105,
    node_name: 'host-a',
    started: true,
    startup: [{ order: 1 }],
    initialization: [{ hostname: 'dns' }],
  };
  const state = {
    version: 4,
    resources: [
      {
        mode: 'managed',
        type: 'proxmox_virtual_environment_vm',
        name: 'web',
        instances: [{ attributes: vm }],
      },
      {
        mode: 'managed',
        type: 'proxmox_virtual_environment_container',
        name: 'dns',
        instances: [{ attributes: container }],
      },
      {
        mode: 'data',
        type: 'proxmox_virtual_environment_vm',
        instances: [{ attributes: { ...vm, vm_id: 999 } }],
      },
    ],
  };
  const shown = {
    format_version: '1.0',
    values: {
      root_module: {
        resources: [{ mode: 'managed', type: 'proxmox_virtual_environment_vm', values: vm }],
        child_modules: [
          {
            resources: [
              { mode: 'managed', type: 'proxmox_virtual_environment_container', values: container },
            ],
          },
        ],
      },
    },
  };

  test.each([
    ['a state', state],
    ['what show prints', shown],
  ])('%s gives guests in their start order', (_, value) => {
    const { data } = imported(fromTerraform('state.json', JSON.stringify(value)));
    expect(data['startup.sequencing'].lifecycle.north.startup_order).toEqual(['host-a', 105, 121]);
    expect(data['vm.lifecycle'].vms[0]).toMatchObject({ id: 105, hostname: 'dns', vm_type: 'lxc' });
  });

  test('no secret of a state reaches a contract or a message', () => {
    const secret = fc.stringMatching(/^[a-z0-9]{6,20}$/).map((text) => `hunter2${text}`);
    const hidden = fc.record({
      password: secret,
      initialization: fc
        .constantFrom(0, 1)
        .chain((deep) =>
          secret.map((text) =>
            deep ? [{ user_account: [{ password: text }], hostname: 'dns' }] : [{ token: text }],
          ),
        ),
      vm_id: fc.oneof(
        fc.constant(121),
        secret,
        secret.map((text) => ({ value: text })),
      ),
      node_name: fc.oneof(
        fc.constant('host-a'),
        secret.map((text) => [text]),
      ),
      startup: fc.oneof(
        fc.constant([]),
        secret.map((text) => [{ order: text }]),
      ),
      description: secret,
      started: fc.oneof(fc.boolean(), secret),
    });
    const kinds = fc.constantFrom(
      'proxmox_virtual_environment_vm',
      'proxmox_virtual_environment_container',
      'random_password',
    );
    const resource = fc.record({
      mode: fc.constant('managed'),
      type: kinds,
      attributes: hidden,
      name: secret,
    });
    const states = fc.record({
      version: fc.constant(4),
      outputs: secret.map((value) => ({ token: { value } })),
      resources: fc.array(
        resource.map(({ attributes, ...rest }) => ({
          ...rest,
          instances: [{ attributes, index_key: attributes.password }],
        })),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(states, fc.boolean(), (value, broken) => {
        expect(everythingSaid(JSON.stringify(value).slice(0, broken ? -3 : undefined))).not.toContain(
          'hunter2',
        );
      }),
      { numRuns: 200 },
    );
  });

  function everythingSaid(text: string): string {
    try {
      const { texts, said } = imported(fromTerraform('state.json', text));
      return [...texts, ...said].join('\n');
    } catch (error) {
      return (error as Error).message;
    }
  }
});
