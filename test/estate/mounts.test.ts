import { describe, expect, test } from 'vitest';
import type { Estate } from '../../src/estate/model/estate.ts';
import { estateOf, nameOf, textAt } from './two-small-sites.ts';

const policy = (text: string) => ({ 'infra.storage.placement.policy.yaml': text });

const summary = (estate: Estate) =>
  estate.mounts.map(
    (mount) => `${mount.key} <- ${nameOf(mount.provider)}${mount.providerStated ? ' (stated)' : ''}`,
  );

describe('the storage policy', () => {
  test.each([
    ['address in the source', 'source: "10.2.0.150:/v/media"', 'disk-b'],
    ['host name in the source', 'source: "disk-b:/v/media"', 'disk-b'],
    ['stated provider', 'source: "10.9.9.9:/v/media", provider: disk-m', 'disk-m (stated)'],
    ['unknown address', 'source: "10.9.9.9:/v/media"', 'undefined'],
    ['stated provider that nobody knows', 'source: "10.2.0.150:/v", provider: ghost', 'undefined (stated)'],
  ])('finds the provider by %s', (_, fields, provider) => {
    const estate = estateOf(
      policy(`vm_storage: {web-m: {vmid: 221, nfs_mounts: [{path: /mnt/media, ${fields}}]}}`),
    );
    expect(summary(estate)).toEqual([`mill/221:/mnt/media <- ${provider}`]);
    expect(textAt(estate, estate.mounts[0]!.at)).toBe('/mnt/media');
  });

  test('a data source that says NFS is a mount at the data mount', () => {
    const estate = estateOf(
      policy(
        'vm_storage: {web-m: {vmid: 221, data_mount: /mnt/data, data_source: "hyper-m:pool/data (NFS)"}}',
      ),
    );
    expect(summary(estate)).toEqual(['mill/221:/mnt/data <- hyper-m']);
    expect(estate.mounts[0]!.source).toBe('hyper-m:pool/data');
  });

  test.each([
    ['told by a row of nfs_mounts too', '/mnt/media', 1],
    ['at another path', '/mnt/other', 2],
    ['without a path', 'null', 1],
  ])('a data source %s', (_, path, count) => {
    const row = `{vmid: 221, data_mount: ${path}, data_source: "hyper-m:pool (NFS)", nfs_mounts: [{path: /mnt/media, source: "10.1.0.10:/pool"}]}`;
    expect(estateOf(policy(`vm_storage: {web-m: ${row}}`)).mounts).toHaveLength(count);
  });

  test('a data source tells whose address the mounts beside it have', () => {
    const row = `{vmid: 221, data_mount: /mnt/media, data_source: "hyper-m:media (NFS)", nfs_mounts: [{path: /mnt/media, source: "10.9.9.9:/media"}, {path: /mnt/more, source: "10.9.9.9:/more"}, {path: /mnt/else, source: "10.9.9.8:/else"}]}`;
    expect(summary(estateOf(policy(`vm_storage: {web-m: ${row}}`)))).toEqual([
      'mill/221:/mnt/media <- hyper-m',
      'mill/221:/mnt/more <- hyper-m',
      'mill/221:/mnt/else <- undefined',
    ]);
  });

  test('a data source that is no NFS is none', () => {
    const row = '{vmid: 221, data_mount: /mnt/data, data_source: "hyper-m:pool/data (zvol)"}';
    expect(estateOf(policy(`vm_storage: {web-m: ${row}}`)).mounts).toEqual([]);
  });
});

describe('hypervisor storages', () => {
  const inventory = (host: string) => ({
    'backup.inventory.yaml': `targets: [{name: t, host: ${host}, base_path: /mnt/pve/vault/dump, glob: "*"}]`,
  });

  test.each([
    [
      'host_storages names the node',
      'host_storages: {vault: disk-b}',
      ['hyper-b:/mnt/pve/vault <- disk-b (stated)'],
    ],
    [
      'host_storages names nobody known',
      'host_storages: {vault: ghost}',
      ['hyper-b:/mnt/pve/vault <- undefined (stated)'],
    ],
    ['nothing tells', 'vm_storage: {}', ['hyper-b:/mnt/pve/vault <- undefined']],
    ['the storage is local', 'host_storages: {vault: hyper-b}', []],
  ])('%s', (_, storages, expected) => {
    expect(summary(estateOf({ ...inventory('hyper-b'), ...policy(storages) }))).toEqual(expected);
  });

  test('a storage with the id of a node is taken as from that node', () => {
    const estate = estateOf({
      'backup.inventory.yaml': 'targets: [{name: t, host: hyper-b, base_path: /mnt/pve/disk-b/dump}]',
    });
    expect(summary(estate)).toEqual(['hyper-b:/mnt/pve/disk-b <- disk-b']);
  });

  test('a lane with several hosts is a mount on each, once', () => {
    const estate = estateOf({
      'backup.inventory.yaml': `
model: {destination_lanes: {images: {host_group: [hyper-m, hyper-b], base_path: /mnt/pve/vault}}}
targets: [{name: t, host: hyper-b, base_path: /mnt/pve/vault/dump/}]`,
    });
    expect(summary(estate).sort()).toEqual([
      'hyper-b:/mnt/pve/vault <- undefined',
      'hyper-m:/mnt/pve/vault <- undefined',
    ]);
  });

  test('a unit that names a guest means the storage of its hypervisor', () => {
    const estate = estateOf({
      'backup.inventory.yaml':
        'runtime_units: [{unit_id: u, hostname: dns-b, include_paths: [/mnt/pve/vault/dump]}]\ntargets: []',
    });
    expect(summary(estate)).toEqual(['hyper-b:/mnt/pve/vault <- undefined']);
  });
});

describe('sources in other contracts', () => {
  test.each([
    [
      'a service volume',
      'SERVICE_REGISTRY.yaml',
      'services: {s: {host: web-m, volume: "10.1.0.150:/v/a"}}',
      ['mill/221:10.1.0.150:/v/a <- disk-m'],
    ],
    [
      'a mount table line',
      'docker.compose.targets.yaml',
      'targets: {web-m: {ssh_target: web-m, stacks: [{name: s, path: /x, mounts: ["10.1.0.150:/v/a:/srv/a"]}]}}',
      ['mill/221:/srv/a <- disk-m'],
    ],
    [
      'a storage definition',
      'hardware.inventory.yaml',
      'machines: [{machine_id: hyper-b, site: barge, storages: [{id: q, type: nfs, server: 10.2.0.150, export: /v/q, path: /mnt/pve/q}]}]',
      ['hyper-b:/mnt/pve/q <- disk-b'],
    ],
    [
      'an address of version 6',
      'SERVICE_REGISTRY.yaml',
      'services: {s: {host: web-m, volume: "[2001:db8::1]:/v/a"}}',
      ['mill/221:[2001:db8::1]:/v/a <- undefined'],
    ],
  ])('%s', (_, file, text, expected) => {
    expect(summary(estateOf({ [file]: text }))).toEqual(expected);
  });

  test.each([
    ['a container volume', 'services: {s: {host: web-m, volume: "cache:/var/lib/cache"}}'],
    ['a bind mount', 'services: {s: {host: web-m, volume: "/srv/a:/a"}}'],
    ['a remark', 'services: {s: {host: web-m, notes: "10.1.0.150:/v/a was here"}}'],
    ['an export of the machine itself', 'services: {s: {host: disk-m, volume: "10.1.0.150:/v/a"}}'],
    ['a web address', 'services: {s: {host: web-m, public: "http://10.1.0.150:80/a"}}'],
  ])('%s is no mount', (_, text) => {
    expect(summary(estateOf({ 'SERVICE_REGISTRY.yaml': text }))).toEqual([]);
  });

  test('a source without a path repeats the mount that has one', () => {
    const estate = estateOf({
      ...policy('vm_storage: {web-m: {vmid: 221, nfs_mounts: [{path: /mnt/a, source: "10.1.0.150:/v/a"}]}}'),
      'SERVICE_REGISTRY.yaml': 'services: {s: {host: web-m, volume: "10.1.0.150:/v/a"}}',
    });
    expect(summary(estate)).toEqual(['mill/221:/mnt/a <- disk-m']);
  });

  test('a machine that no contract knows keeps its text', () => {
    const estate = estateOf({
      'SERVICE_REGISTRY.yaml': 'services: {s: {host: ghost, volume: "10.1.0.150:/v/a"}}',
    });
    expect(estate.mounts[0]).toMatchObject({ consumerText: 'ghost', key: 'ghost:10.1.0.150:/v/a' });
    expect(estate.mounts[0]!.consumer).toBeUndefined();
  });
});
