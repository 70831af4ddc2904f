import { expect, test } from 'vitest';
import { toVersion4 } from '../../src/fix/order/version4.ts';
import { estateOf } from '../estate/two-small-sites.ts';

const FILE = 'startup.sequencing.yaml';
const NODES = `
hosts:
  b-second: {site: barge, kind: proxmox}
  a-third: {site: barge, kind: proxmox}
  hyper-b: {site: barge, kind: proxmox}
  disk-b: {site: barge, kind: storage}
`;
const GUESTS = `
vms:
  - {id: 105, hostname: dns-b, proxmox_host: hyper-b, status: active, vm_type: lxc}
  - {id: 104, hostname: web-b, proxmox_host: hyper-b, status: active, vm_type: lxc}
  - {id: 121, hostname: hub-b, proxmox_host: hyper-b, status: active}
`;
const ORDER = `
version: 3
barge_vm_lifecycle: {host_id: hyper-b, startup_order: [105, 104, 121], shutdown_order: [121, 104, 105]}
phases:
  - {phase: 1, site: barge, hosts: [{target: disk-b}]}
  - {phase: 2, site: barge, hosts: [{target: hyper-b}, {target: b-second}]}
  - {phase: 3, site: barge, hosts: [{target: hyper-b, vm_ids: [105, 104]}]}
  - {phase: 4, site: barge, hosts: [{target: hyper-b, vm_ids: [121]}]}
`;

const changes = () =>
  toVersion4(
    estateOf({ 'infra.placement.policy.yaml': NODES, 'vm.lifecycle.yaml': GUESTS, [FILE]: ORDER }),
    FILE,
  );

test('containers keep their order under their own key, and an empty key goes away', () => {
  const row = ['phases', 2, 'hosts', 0];
  expect(changes().filter((each) => 'path' in each && each.path[0] === 'phases')).toEqual([
    { kind: 'drop', file: FILE, path: [...row, 'vm_ids'] },
    { kind: 'item', file: FILE, path: [...row, 'lxc_ids'], value: 105 },
    { kind: 'item', file: FILE, path: [...row, 'lxc_ids'], value: 104 },
  ]);
});

test('nodes come in the order in which phases start them, those of no phase last', () => {
  const added = changes().flatMap((each) =>
    each.kind === 'item' && each.path.at(-1) === 'shutdown_order' ? [each.value] : [],
  );
  expect(added).toEqual(['a-third', 'b-second', 'hyper-b', 'disk-b']);
});
