import { subjectOf } from '../../../finding/subject.ts';
import type { Look } from '../../look.ts';
import type { Stated } from '../../model/entity.ts';
import type { Guest } from '../../model/guest.ts';
import type { Mount } from '../../model/mount.ts';
import type { Node } from '../../model/node.ts';
import { folderPath } from '../../reading/folder.ts';
import { referenceOf } from '../../reading/reference.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';
import type { MountClaim } from './mount-claims.ts';
import { foundMounts } from './mounts-found.ts';
import { statedMounts } from './mounts-stated.ts';

/** Every NFS path that any contract tells of a machine, once per machine and path, with the machine that exports it. */
export function joinMounts(sources: Sources, look: Look): Mount[] {
  const storages = hostStorages(sources);
  const claims = [...statedMounts(sources, look), ...foundMounts(sources, look)];
  const merged = new Map<string, MountClaim>();
  for (const claim of withoutRepeats(claims)) {
    const key = keyOf(claim);
    merged.set(key, completed(merged.get(key), claim));
  }
  return [...merged.values()].flatMap((claim) => mountOf(claim, storages, look));
}

/** A source without a path repeats a mount of the same machine that has both. */
function withoutRepeats(claims: readonly MountClaim[]): MountClaim[] {
  const told = new Set(claims.flatMap((claim) => (claim.path === undefined ? [] : [sourceKey(claim)])));
  return claims.filter((claim) => claim.path !== undefined || !told.has(sourceKey(claim)));
}

const consumerKey = ({ consumer, consumerText }: MountClaim): string =>
  consumer ? referenceOf(consumer) : consumerText;

const sourceKey = (claim: MountClaim): string => `${consumerKey(claim)}\0${claim.source ?? ''}`;

function keyOf(claim: MountClaim): string {
  const path = claim.path ?? claim.source ?? '';
  return `${consumerKey(claim)}:${path.length > 1 ? folderPath(path) : path}`;
}

/** The first claim, with what only a later one tells. */
function completed(first: MountClaim | undefined, claim: MountClaim): MountClaim {
  if (!first) return claim;
  return {
    ...first,
    ...present({
      source: first.source ?? claim.source,
      host: first.host ?? claim.host,
      storage: first.storage ?? claim.storage,
      providerStated: first.providerStated ?? claim.providerStated,
    }),
  };
}

/** `host_storages` of the storage policy: the node behind each storage id. */
function hostStorages(sources: Sources): Map<string, Stated<string>> {
  const rows = sources
    .of('infra.storage.placement.policy')
    .map((document) => RowAt.root(document).child('host_storages'));
  return new Map(
    rows.flatMap((row) =>
      Object.keys(row.row).flatMap((id) => {
        const provider = row.text(id) ?? row.child(id).text('provider', 'node');
        return provider ? [[id, provider] as const] : [];
      }),
    ),
  );
}

/** A machine's own storage is no mount. */
function mountOf(claim: MountClaim, storages: ReadonlyMap<string, Stated<string>>, look: Look): Mount[] {
  const providerStated = claim.providerStated ?? storages.get(claim.storage ?? '');
  const provider = providerStated ? look.named(providerStated.value) : derivedProvider(claim, look);
  const { consumer, consumerText } = claim;
  if (consumer !== undefined && consumer === provider) return [];
  const key = keyOf(claim);
  return [
    {
      subject: subjectOf('mount', key),
      at: claim.at,
      key,
      path: claim.path ?? claim.source ?? '',
      consumerText,
      ...present({
        consumer,
        provider,
        providerStated,
        source: claim.source,
        storage: claim.storage,
        site: consumer?.site,
      }),
    },
  ];
}

/** By the address or name in the source, or by a node that the storage is named after. */
function derivedProvider({ host, storage, consumer }: MountClaim, look: Look): Node | Guest | undefined {
  if (host !== undefined) return look.addressed(host) ?? look.named(host);
  const node = storage === undefined ? undefined : look.node(storage);
  return node === consumer ? undefined : node;
}
