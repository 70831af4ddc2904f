import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import listsBothKinds from '../../gates/scripts/guest-lists-both-kinds.ts';
import observabilityParity from '../../gates/sites/observability-parity.ts';
import observationWhole from '../../gates/sites/observation-whole.ts';
import { saidOf } from './script-in-estate.ts';

const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';
const STATUS = 'ops/plugins/infra/bin/guest-status';

const text = (file: string) => readFileSync(`fixtures/estates/two-sites/${file}`, 'utf8');

/** The estate with every container in another state, and a status that lists VMs alone. */
const containersThat = (state: string) => ({
  [LIFECYCLE]: text(LIFECYCLE).replaceAll(
    /status: active\n(.*\n) {4}vm_type: lxc/g,
    `status: ${state}\n$1    vm_type: lxc`,
  ),
  [STATUS]: text(STATUS).replace("; pct list | awk 'NR > 1 {print \\$1, \\$2}'", ''),
});

test('a list of one kind is whole where no guest of the other kind runs', async () => {
  expect(await saidOf(listsBothKinds, containersThat('active'))).toEqual([
    'guests are listed with "qm list" alone; expected "pct list" beside it',
  ]);
  expect(await saidOf(listsBothKinds, containersThat('decommissioned'))).toEqual([]);
});

const MOUNTS = 'ops/capabilities.yaml';
const SHOP_ONLY = text(MOUNTS).replace(
  /sites: \[shop, home\]\n {4}facet: mounts\n {4}observes: .*/,
  'sites: [shop]\n    facet: mounts\n    observes: [pve, shop/212, shop/213]',
);
const NOT_MOUNTING = {
  'ops/bindings/infra.storage.placement.policy.yaml': text('ops/bindings/infra.storage.placement.policy.yaml')
    .replace('  archive-b: nas\n', '')
    .replace('data_mount: /srv/photos', 'data_mount: null')
    .replace('nas:photos (NFS)', 'none')
    .replace(/ {4}nfs_mounts:\n {6}- \{path: \/srv\/photos.*\n/, ''),
  'ops/bindings/backup.inventory.yaml': text('ops/bindings/backup.inventory.yaml').replaceAll(
    '/mnt/pve/archive-b',
    '/var/lib/vz',
  ),
  'ops/bindings/startup.sequencing.yaml': text('ops/bindings/startup.sequencing.yaml').replace(
    /.*consumer: (pve-home|home\/100), provider: nas,.*\n/g,
    '',
  ),
};

test('mounts are looked at where something mounts', async () => {
  expect(await saidOf(observabilityParity, { [MOUNTS]: SHOP_ONLY })).toEqual([
    'no capability observes "mounts" at site "home", as one does at site "shop"',
  ]);
  expect(await saidOf(observabilityParity, { [MOUNTS]: SHOP_ONLY, ...NOT_MOUNTING })).toEqual([]);
  expect(await saidOf(observationWhole, { [MOUNTS]: SHOP_ONLY, ...NOT_MOUNTING })).toEqual([]);
});

test('a site that nothing observes is not compared with one that nothing observes either', async () => {
  const nothing = 'capabilities:\n  restart: {command: "true", safety: mutating}\n';
  const said = await saidOf(observabilityParity, { 'ops/capabilities.yaml': nothing });
  expect(said).toEqual(
    ['home', 'shop'].map(
      (site) =>
        `no capability observes site "${site}"; expected one that does in "capabilities" of capabilities.yaml`,
    ),
  );
});
