import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { estateOf } from './two-small-sites.ts';

const ROOTS: Readonly<Record<string, readonly string[]>> = {
  'backup.inventory.yaml': ['targets', 'runtime_units', 'model', 'defaults'],
  'backup.schedule.yaml': ['jobs', 'timezone'],
  'backup.calendar.yaml': ['events'],
  'backup.freshness.snapshot.yaml': ['targets', 'observed_at'],
  'backup.posture.snapshot.yaml': ['summary', 'backup_status'],
  'services.health.yaml': ['endpoints'],
  'capabilities.yaml': ['capabilities'],
  'SERVICE_REGISTRY.yaml': ['services', 'hosts'],
  'infra.storage.placement.policy.yaml': ['vm_storage', 'host_storages'],
  'startup.sequencing.yaml': ['dependencies', 'phases'],
};
const KEYS = [
  'name',
  'id',
  'host',
  'guests',
  'glob',
  'schedule',
  'url',
  'command',
  'args',
  'cwd',
  'nfs_mounts',
  'source',
  'path',
  'retention',
  'sites',
  'nodes',
  'consumer',
  'provider',
  'data_source',
  'inventory_targets',
  'schedule_cron',
  'freq',
  'vmid',
];
const WORDS = [
  'hyper-m',
  'disk-b:/v',
  '10.1.0.150:/v/a',
  'mill',
  '/mnt/pve/s',
  '0 2 * * *',
  'vzdump-lxc-105-*',
  'x (NFS)',
  '"',
  '',
  '$A/b',
];

const leaf = fc.oneof(fc.constantFrom(...WORDS), fc.integer(), fc.boolean(), fc.constant(null), fc.string());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('row')),
  row: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 5 }),
}));

test('no data in any contract stops the join', () => {
  const contracts = fc.record(
    Object.fromEntries(
      Object.entries(ROOTS).map(([file, roots]) => [
        file,
        fc.record(Object.fromEntries(roots.map((root) => [root, value]))).map((data) => stringify(data)),
      ]),
    ),
  );
  fc.assert(
    fc.property(contracts, (files) => {
      expect(estateOf(files).sites).toHaveLength(2);
    }),
    { numRuns: process.env.NIGHTLY ? 2000 : 60 },
  );
});
