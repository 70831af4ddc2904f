import type { Look } from '../../look.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';
import type { MountClaim } from './mount-claims.ts';
import { type Consumer, consumersOf } from './mount-consumer.ts';
import { nfsInProse, nfsSource } from './nfs-source.ts';

/** Mounts of the storage policy: `nfs_mounts` rows, and a data source whose text says NFS. */
export function statedMounts(sources: Sources, look: Look): MountClaim[] {
  return sources.of('infra.storage.placement.policy').flatMap((document) =>
    RowAt.root(document)
      .rows('vm_storage')
      .flatMap((row) => {
        const consumer = consumersOf([row], look)[0] ?? { text: String(row.path.at(-1)) };
        const mounts = row.rows('nfs_mounts').flatMap((mount) => mountRow(mount, consumer));
        const named = withServerNames(mounts, row, look);
        return [...named, ...dataSource(row, consumer, named)];
      }),
  );
}

function mountRow(mount: RowAt, consumer: Consumer): MountClaim[] {
  const path = mount.text('path', 'mount', 'mount_point', 'target');
  const source = mount.text('source');
  const providerStated = mount.text('provider');
  const at = path?.at ?? source?.at ?? providerStated?.at;
  if (!at) return [];
  const parsed = source && nfsSource(source.value);
  return [
    claim(consumer, { at, ...present({ path: path?.value, providerStated }) }, source?.value, parsed?.host),
  ];
}

/** The data source names the server of the same path, whose address may stand in no other contract. */
function withServerNames(mounts: readonly MountClaim[], row: RowAt, look: Look): readonly MountClaim[] {
  const server = nfsInProse(row.text('data_source')?.value ?? '')?.host;
  const path = row.text('data_mount')?.value;
  const address = mounts.find((mount) => mount.path === path)?.host;
  if (server === undefined || address === undefined || !look.named(server)) return mounts;
  if (look.addressed(address) ?? look.named(address)) return mounts;
  return mounts.map((mount) => (mount.host === address ? { ...mount, host: server } : mount));
}

/** Counts where no row of `nfs_mounts` tells the same mount. */
function dataSource(row: RowAt, consumer: Consumer, mounts: readonly MountClaim[]): MountClaim[] {
  const text = row.text('data_source');
  const parsed = text && nfsInProse(text.value);
  if (!parsed) return [];
  const written = row.text('data_mount')?.value;
  const path = written?.startsWith('/') ? written : undefined;
  const told = mounts.some((mount) => path === undefined || mount.path === path);
  return told ? [] : [claim(consumer, { at: text.at, ...present({ path }) }, parsed.source, parsed.host)];
}

function claim(
  consumer: Consumer,
  fields: Pick<MountClaim, 'at' | 'path' | 'providerStated'>,
  source: string | undefined,
  host: string | undefined,
): MountClaim {
  return { consumerText: consumer.text, ...fields, ...present({ consumer: consumer.entity, source, host }) };
}
