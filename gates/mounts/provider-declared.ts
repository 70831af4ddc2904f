import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { isActiveSite, isUp } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import type { Mount } from '../../src/estate/model/mount.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { isGuest, referenceOf } from '../../src/estate/reading/reference.ts';
import { quoted } from '../../src/finding/printable.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/infra.storage.placement.policy.yaml';

export default defineGate<Mount>({
  id: 'mounts/provider-declared',
  title: 'The source of every NFS mount resolves to one declared node',
  why: 'When nobody knows what a mount hangs on, its server is stopped under it and the outage stays silent.',
  fix: 'State provider in the row of nfs_mounts, or the storage under host_storages, in infra.storage.placement.policy.yaml.',
  severity: 'error',
  reads: [
    'infra.storage.placement.policy',
    'backup.inventory',
    'vm.lifecycle',
    'ssh.targets',
    'device.registry',
    'hardware.inventory',
    'infra.placement.policy',
    'topology.sites',
  ],
  unseen: 'Mounts that stand only in fstab files or scripts.',
  examines: (estate) =>
    estate.mounts.filter(
      ({ site, consumer }) =>
        (site === undefined || isActiveSite(estate, site)) && (!consumer || isUp(consumer)),
    ),
  *judge(mount, estate) {
    const breach = mount.provider
      ? (contradiction(mount, estate) ?? unknownAddress(mount, mount.provider, estate))
      : unresolved(mount, estate);
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
          { file: FILE, find: '\nhost_storages:\n', replace: '\n«host_storages»:\n' },
          { file: FILE, find: '  archive-b: nas\n', replace: '' },
        ],
      },
    ],
  },
});

function unresolved(mount: Mount, estate: Estate): Breach {
  const stated = mount.providerStated;
  const what = `mount "${mount.path}" of ${quoted(mount.consumerText)}`;
  if (!stated && mount.storage !== undefined) return withoutRow(mount, mount.storage, what, estate);
  if (!stated) {
    const source = quoted(mount.source ?? mount.path);
    return {
      message: `${what} comes from ${source}, which is no declared node; its provider was expected`,
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

/** A storage of a hypervisor is only a name; the policy says which node exports it. */
function withoutRow(mount: Mount, storage: string, what: string, estate: Estate): Breach {
  const { at, where } = missingRow(estate, mount, 'infra.storage.placement.policy', ['host_storages']);
  return {
    at,
    message: `${what} comes from storage "${storage}", and nothing says which node exports it; a row was expected in ${where}`,
    fix: 'Add the storage with its provider to host_storages in infra.storage.placement.policy.yaml.',
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

/** The data source beside it tells the machine; the address itself is one that nothing else could resolve. */
function unknownAddress(mount: Mount, provider: Node | Guest, estate: Estate): Breach | undefined {
  const address = mount.source === undefined ? undefined : addressOf(mount.source);
  if (mount.providerStated || address === undefined || estate.index.addressed(address)) return undefined;
  const what = `mount "${mount.path}" of ${quoted(mount.consumerText)}`;
  return {
    message: `${what} comes from "${mount.source}", an address that no contract states; its provider was expected, or the address in a row of "${referenceOf(provider)}"`,
    related: [{ message: `"${referenceOf(provider)}", which data_source names`, at: provider.at }],
  };
}

const addressOf = (source: string): string | undefined => /^\[?([0-9A-Fa-f:.]+)\]?:\//.exec(source)?.[1];
