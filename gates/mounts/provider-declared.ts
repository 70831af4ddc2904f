import type { Estate, Mount } from '../../src/estate/model.ts';
import { isGuest, referenceOf } from '../../src/estate/reference.ts';
import { isActiveSite, isUp } from '../../src/estate/standard.ts';
import { quoted } from '../../src/finding/printable.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/infra.storage.placement.policy.yaml';

export default defineGate<Mount>({
  id: 'mounts/provider-declared',
  title: 'The source of every NFS mount resolves to one declared node',
  why: 'When nobody knows what a mount hangs on, its server is stopped under it and the outage stays silent',
  fix: 'State provider in the row of nfs_mounts, or the storage under host_storages, in infra.storage.placement.policy.yaml',
  severity: 'error',
  reads: ['infra.storage.placement.policy', 'backup.inventory', 'topology.sites'],
  unseen: 'Mounts that stand only in fstab files or scripts.',
  examines: (estate) =>
    estate.mounts.filter(
      ({ site, consumer }) =>
        (site === undefined || isActiveSite(estate, site)) && (!consumer || isUp(consumer)),
    ),
  *judge(mount, estate) {
    const breach = mount.provider ? contradiction(mount, estate) : unresolved(mount, estate);
    if (breach) yield breach;
  },
  examples: {
    passing: [
      {
        name: 'a mount without a stated provider, whose address a contract knows',
        edits: [
          {
            file: FILE,
            find: 'source: "198.51.100.20:/volume1/photos", mode: rw, provider: nas}',
            replace: 'source: "198.51.100.20:/volume1/photos", mode: rw}',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'an address that no contract knows',
        edits: [
          {
            file: FILE,
            find: 'path: /srv/photos, source: "198.51.100.20:/volume1/photos", mode: rw, provider: nas}',
            replace: 'path: «/srv/photos», source: "198.51.100.99:/volume1/photos", mode: rw}',
          },
        ],
      },
      {
        name: 'a provider that does not exist',
        edits: [
          {
            file: FILE,
            find: '/volume1/photos", mode: rw, provider: nas}',
            replace: '/volume1/photos", mode: rw, provider: «nass»}',
          },
        ],
      },
      {
        name: 'a provider that is another than the address says',
        edits: [
          {
            file: FILE,
            find: '/volume1/photos", mode: rw, provider: nas}',
            replace: '/volume1/photos", mode: rw, provider: «pve-home»}',
          },
        ],
      },
      {
        name: 'a storage of a hypervisor that nobody exports',
        edits: [
          { file: FILE, find: '  archive-b: nas\n', replace: '' },
          {
            file: 'ops/bindings/backup.inventory.yaml',
            find: 'home-images: {host: pve-home, base_path: /mnt/pve/archive-b/dump,',
            replace: 'home-images: {host: pve-home, base_path: «/mnt/pve/archive-b/dump»,',
          },
        ],
      },
    ],
  },
});

const sourceOf = (mount: Mount): string =>
  mount.storage === undefined ? quoted(mount.source ?? mount.path) : `storage ${quoted(mount.storage)}`;

function unresolved(mount: Mount, estate: Estate): Breach {
  const stated = mount.providerStated;
  const what = `mount "${mount.path}" of ${quoted(mount.consumerText)}`;
  if (!stated) {
    return {
      message: `${what} comes from ${sourceOf(mount)}, which is no declared node; its provider was expected`,
    };
  }
  const near = nearest(
    stated.value,
    estate.nodes.map((node) => node.id),
  );
  return {
    at: stated.at,
    message: `${what} names the provider "${stated.value}", which no contract declares${near === undefined ? '' : `; the nearest is "${near}"`}`,
    related: [{ message: 'the mount', at: mount.at }],
  };
}

/** The stated provider is not the machine that has the address in the source. */
function contradiction(mount: Mount, estate: Estate): Breach | undefined {
  const address = mount.source === undefined ? undefined : addressOf(mount.source);
  const holder = address === undefined ? undefined : estate.index.addressed(address);
  if (!mount.providerStated || !holder || holder === mount.provider) return undefined;
  const place = isGuest(holder)
    ? holder.at
    : (holder.addresses.find(({ value }) => value === address)?.at ?? holder.at);
  return {
    at: mount.providerStated.at,
    message: `mount "${mount.path}" of ${quoted(mount.consumerText)} names the provider "${mount.providerStated.value}", but its source "${mount.source}" is an address of "${referenceOf(holder)}"`,
    related: [{ message: `"${referenceOf(holder)}" has the address`, at: place }],
  };
}

const addressOf = (source: string): string | undefined => /^\[?([0-9A-Fa-f:.]+)\]?:\//.exec(source)?.[1];
