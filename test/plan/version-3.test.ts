import { describe, expect, test } from 'vitest';
import { idsIn, planFiles, planIn, reasonsIn } from './estates.ts';

const BASE = {
  'topology.sites.yaml': `
sites:
  - {id: mill, status: active, lan_cidr: 10.1.0.0/24, proxmox_alias: hyper-m, vmid_range: 200-299}
`,
  'infra.placement.policy.yaml': `
hosts:
  hyper-m: {site: mill, kind: proxmox}
  disk-m: {site: mill, kind: storage}
`,
  'ssh.targets.yaml': `
ssh:
  targets:
    - {id: hyper-m, host: 10.1.0.10, user: root, tags: [proxmox]}
    - {id: disk-m, host: 10.1.0.150, user: root, mac: "00:00:5e:00:53:31", tags: [nas]}
    - {id: relay-m, host: 10.1.0.1, user: root, tags: [network]}
    - {id: web-m, host: 10.1.0.21, user: root, tags: []}
`,
  'vm.lifecycle.yaml': `
vms:
  - {id: 221, hostname: web-m, proxmox_host: hyper-m, status: active, ssh_target: web-m}
  - {id: 205, hostname: dns-m, proxmox_host: hyper-m, status: active, vm_type: lxc}
`,
  'docker.compose.targets.yaml': `
targets:
  web-m: {ssh_target: web-m, stacks: [{name: site, path: ~/site}]}
`,
  'infra.maintenance.transaction.contract.yaml': `
sites:
  - {id: mill, host_id: hyper-m, requires_oob_guard: false}
`,
};

const sequencing = (phases: string, lists = 'startup_order: [205, 221]\n  shutdown_order: [221, 205]') => `
version: 3
mill_vm_lifecycle:
  host_id: hyper-m
  active_vm_ids: [221, 205]
  ${lists}
phases:
  - {phase: 3, site: mill, label: web, hosts: [{target: web-m, stacks: [site], wait_after_sec: 15}]}
${phases}
`;

const START = '  - {phase: 1, site: mill, label: disk, hosts: [{target: disk-m, wait_after_sec: 60}]}';

const plan = (phase: 'startup' | 'shutdown', text: string, more: Record<string, string> = {}) =>
  planFiles({ ...BASE, 'startup.sequencing.yaml': text, ...more }, { sites: ['mill'], phase });

describe('lists of guests only', () => {
  test('NAS and hypervisor stand where the graph and their phase put them', async () => {
    expect(idsIn(await plan('startup', sequencing(START)))).toEqual([
      'mill/startup/nas-disk-m/await-export',
      'mill/startup/hypervisor-hyper-m/await',
      'mill/startup/guest-205/start',
      'mill/startup/guest-221/start',
      'mill/startup/guest-221/start-stack:site',
      'mill/startup/hypervisor-hyper-m/thaw-backup-jobs',
    ]);
  });

  test('what nobody can wake is waited for, and the plan says so', async () => {
    const { untouched } = planIn(await plan('startup', sequencing(START)));
    expect(untouched.map((one) => one.text).join()).toContain(
      'NAS "disk-m" is not woken: the contracts lack a waker',
    );
  });

  test('with a waker the broadcast address follows from the LAN', async () => {
    const row = 'sites:\n  - {id: mill, host_id: hyper-m, waker: relay-m}\n';
    const planned = await plan('startup', sequencing(START), {
      'infra.maintenance.transaction.contract.yaml': row,
    });
    const wake = planIn(planned).steps.find((step) => step.action === 'wake-nas')!;
    expect(wake.wake?.broadcast).toBe('10.1.0.255');
  });

  test('a stop is refused with what to add', async () => {
    expect(reasonsIn(await plan('shutdown', sequencing(START)))).toContain('nas_stop: [sudo, poweroff]');
  });

  test('with that line it stops, NAS last', async () => {
    const row = 'sites:\n  - {id: mill, host_id: hyper-m, nas_stop: [sudo, poweroff]}\n';
    const planned = await plan('shutdown', sequencing(START), {
      'infra.maintenance.transaction.contract.yaml': row,
    });
    expect(idsIn(planned)).toEqual([
      'mill/shutdown/hypervisor-hyper-m/freeze-backup-jobs',
      'mill/shutdown/guest-221/stop',
      'mill/shutdown/guest-205/stop',
      'mill/shutdown/nas-disk-m/stop',
    ]);
    expect(planIn(planned).steps.find((step) => step.action === 'stop-guest')?.argv).toContain('180');
  });
});

test('a NAS in the last phase contradicts what mounts from it', async () => {
  const late =
    '  - {phase: 9, site: mill, hosts: [{target: hyper-m, vm_ids: [221, 205]}]}\n  - {phase: 12, site: mill, hosts: [{target: disk-m}]}';
  const mount =
    'vm_storage:\n  web-m: {vmid: 221, nfs_mounts: [{path: /srv/data, source: "10.1.0.150:/volume1/data"}]}\n';
  const found = await plan('startup', sequencing(late), { 'infra.storage.placement.policy.yaml': mount });
  expect(reasonsIn(found)).toContain('starts before NAS "disk-m"');
  expect(reasonsIn(found)).toContain('(mill/221>disk-m)');
});

test('phases alone tell the start; without a stop list it is read backwards', async () => {
  const phases = `version: 3
phases:
  - {phase: 1, site: mill, hosts: [{target: hyper-m, vm_ids: [205]}]}
  - {phase: 2, site: mill, hosts: [{target: hyper-m, vm_ids: [221]}]}
`;
  const row = 'sites:\n  - {id: mill, host_id: hyper-m, nas_stop: [sudo, poweroff]}\n';
  const more = { 'infra.maintenance.transaction.contract.yaml': row };
  const starts = idsIn(await plan('startup', phases, more)).filter((id) => /guest-\d+\/start$/.test(id));
  expect(starts).toEqual(['mill/startup/guest-205/start', 'mill/startup/guest-221/start']);
  const stops = idsIn(await plan('shutdown', phases, more)).filter((id) => id.endsWith('/stop'));
  expect(stops).toEqual([
    'mill/shutdown/guest-221/stop',
    'mill/shutdown/guest-205/stop',
    'mill/shutdown/nas-disk-m/stop',
  ]);
});
