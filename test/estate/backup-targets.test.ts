import { describe, expect, test } from 'vitest';
import type { BackupTarget } from '../../src/estate/model/backup.ts';
import { estateOf, textAt } from './two-small-sites.ts';

function targetOf(row: string, files: Readonly<Record<string, string>> = {}): BackupTarget {
  const inventory = `defaults: {timezone: Etc/UTC, stale_after_hours: 26}\ntargets:\n  - ${row}\n`;
  return estateOf({ 'backup.inventory.yaml': inventory, ...files }).backupTargets[0]!;
}

describe('the guests that a target protects', () => {
  test.each([
    ['its glob', '{name: t, host: hyper-m, glob: "vzdump-qemu-221-*.vma.zst"}', ['mill/221']],
    ['a stated reference', '{name: t, host: hyper-m, guests: [barge/105]}', ['barge/105']],
    ['a stated name', '{name: t, host: hyper-m, guests: [hub-b]}', ['barge/121']],
    ['a bare VMID', '{name: t, host: hyper-m, guests: [105]}', ['barge/105']],
    ['a lifecycle row', '{name: dns-b-weekly, host: hyper-b, glob: "*.tar"}', ['barge/105']],
    ['a scalar instead of a list', '{name: t, host: hyper-m, guests: barge/105}', ['barge/105']],
    [
      'a glob with a folder',
      '{name: t, host: hyper-m, glob: "dump/vzdump-lxc-105-*.tar.zst"}',
      ['barge/105'],
    ],
    ['a glob for all', '{name: t, host: hyper-m, glob: "vzdump-qemu-*.vma.zst"}', []],
  ])('by %s', (_, row, guests) => {
    expect(targetOf(row).guests).toEqual(guests);
  });

  test('a reference that nobody knows dangles, one to a node does not', () => {
    expect(
      targetOf('{name: t, guests: [barge/999, disk-b]}').danglingGuests.map(({ value }) => value),
    ).toEqual(['barge/999']);
  });

  test('one VMID at two sites goes to the guest whose name the target carries', () => {
    const twice = {
      'vm.lifecycle.yaml':
        'vms: [{id: 150, hostname: left, proxmox_host: hyper-m, status: active}, {id: 150, hostname: right, proxmox_host: hyper-b, status: active}]',
    };
    const row = '{name: vm-150-right-copy, host: hyper-m, glob: "vzdump-qemu-150-*.vma.zst"}';
    expect(targetOf(row, twice).guests).toEqual(['barge/150']);
    expect(targetOf(row.replace('right-copy', 'copy'), twice).guests).toEqual(['mill/150']);
  });
});

describe('sites', () => {
  test.each([
    ['kept where it runs', '{name: t, host: hyper-m, guests: [mill/221]}', 'mill', 'mill', false],
    ['kept elsewhere', '{name: t, host: disk-b, guests: [mill/221]}', 'mill', 'barge', true],
    [
      'offsite by name only',
      '{name: web-m-offsite, host: hyper-m, guests: [mill/221]}',
      'mill',
      'mill',
      false,
    ],
    ['a host that nobody knows', '{name: t, host: ghost, guests: [mill/221]}', 'mill', undefined, false],
    [
      'guests of two sites',
      '{name: t, host: disk-b, guests: [mill/221, barge/105]}',
      undefined,
      'barge',
      false,
    ],
    [
      'no guests, on a NAS that collects',
      '{name: t, host: disk-b, glob: "c-*.tar"}',
      undefined,
      'barge',
      false,
    ],
    ['no guests, on a NAS whose site it names', '{name: barge-cfg, host: disk-b}', 'barge', 'barge', false],
    ['no guests, kept by a guest', '{name: t, host: web-m, glob: "cfg-*.tar"}', 'mill', 'mill', false],
    ['dumps of nobody in particular', '{name: t, host: hyper-b, glob: "vzdump-*"}', 'barge', 'barge', false],
    [
      'no guests, but a name of another site',
      '{name: mill-cfg, host: disk-b, glob: "*.tar"}',
      undefined,
      'barge',
      false,
    ],
    ['an app named for its guest', '{name: web-m-db, host: disk-b, glob: "*.sql"}', 'mill', 'barge', true],
  ])('%s', (_, row, site, destinationSite, offsite) => {
    const target = targetOf(row);
    expect([target.site, target.destinationSite, target.offsite]).toEqual([site, destinationSite, offsite]);
  });

  test('an app is told by the host of the job that writes it, or by a service in its name', () => {
    const schedule =
      'jobs: [{id: j, kind: pg-dump, host: web-m, schedule_cron: "0 1 * * *", inventory_target: t}]';
    expect(targetOf('{name: t, host: disk-b}', { 'backup.schedule.yaml': schedule }).site).toBe('mill');
    const services = { 'SERVICE_REGISTRY.yaml': 'services: {queue-db: {host: web-m}}' };
    expect(targetOf('{name: app-queue-db, host: disk-b}', services).site).toBe('mill');
  });

  test('an app is told by the stack that its job exports, unless that runs at two sites', () => {
    const job = (stack: string) => ({
      'backup.schedule.yaml': `jobs: [{id: j, kind: pg-dump, stack: ${stack}, host: ghost, inventory_target: t}]`,
      'docker.compose.targets.yaml':
        'targets: {web-m: {ssh_target: web-m, stacks: [{name: notes}, {name: edge}]}, dns-b: {ssh_target: dns-b, stacks: [{name: edge}]}}',
    });
    expect(targetOf('{name: t, host: disk-b}', job('notes')).site).toBe('mill');
    expect(targetOf('{name: t, host: disk-b}', job('edge')).site).toBeUndefined();
  });
});

describe('facet, limit and state', () => {
  test.each([
    ['{name: t, glob: "vzdump-lxc-105-*"}', 'vm'],
    ['{name: t, glob: "*.sql.gz", kind: file_glob}', 'app'],
    ['{name: t, glob: "vzdump-lxc-105-*", facet: app}', 'app'],
    ['{name: t, glob: "*.raw", facet: VM}', 'vm'],
    ['{name: t, glob: "*.sql.gz", facet: offsite}', 'app'],
  ])('%s is %s', (row, facet) => {
    expect(targetOf(row).facet).toBe(facet);
  });

  test('the limit of the defaults counts where the row has none; a word for false disables', () => {
    const estate = estateOf({
      'backup.inventory.yaml':
        'defaults: {stale_after_hours: 26}\ntargets: [{name: a}, {name: b, stale_after_hours: "168", enabled: "no"}]',
    });
    const [a, b] = estate.backupTargets;
    expect([a!.staleAfterHours?.value, a!.enabled]).toEqual([26, true]);
    expect(textAt(estate, a!.staleAfterHours!.at)).toBe('26');
    expect([b!.staleAfterHours?.value, b!.enabled]).toEqual([168, false]);
    expect(textAt(estate, b!.at)).toBe('b');
  });

  test.each(['targets: null', 'targets: 5', 'targets: [null, 1, [], {}, {name: null}]', 'targets: {}'])(
    '%s yields no target',
    (text) => {
      expect(estateOf({ 'backup.inventory.yaml': text }).backupTargets).toEqual([]);
    },
  );
});
