import type { Anchor } from '../../finding/place.ts';
import { groupByNames } from '../../grouping/groups.ts';
import type { BackupTarget } from '../model/backup.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Mount } from '../model/mount.ts';
import type { Node } from '../model/node.ts';
import { oncePerEstate } from './once.ts';

/** A backup target whose copies cannot be reached or written without a thing. */
export interface Copies {
  readonly thing: Node | Guest;
  readonly target: BackupTarget;
  /** In words, said of the target. */
  readonly text: string;
  readonly at: Anchor;
}

/** The enabled targets whose copies lie on a thing: on its own disks, or on a mount that it provides. */
export const copiesLieOn = (estate: Estate, thing: Node | Guest): readonly Copies[] =>
  copiesOf(estate).get(thing) ?? [];

const copiesOf = oncePerEstate((estate) => {
  const mounts = groupByNames(estate.mounts, (mount) => (mount.consumer ? [mount.consumer] : []));
  const all = estate.backupTargets
    .filter((target) => target.enabled)
    .flatMap((one) => copies(one, estate, mounts));
  return groupByNames(all, (one) => [one.thing]);
});

function copies(
  target: BackupTarget,
  estate: Estate,
  mounts: ReadonlyMap<Node | Guest, readonly Mount[]>,
): Copies[] {
  const host = target.host && estate.index.named(target.host.value);
  if (!target.host || !host) return [];
  const path = target.basePath?.value;
  const below = (mounts.get(host) ?? []).filter(
    (mount) => path !== undefined && (path === mount.path || path.startsWith(`${mount.path}/`)),
  );
  const shares = below.flatMap((mount): Copies[] =>
    mount.provider
      ? [
          {
            thing: mount.provider,
            target,
            text: `has its copies there, in "${path}"`,
            at: target.basePath!.at,
          },
        ]
      : [],
  );
  const reached = shares.length > 0 ? 'is written and read over it' : 'has its copies on it';
  return [{ thing: host, target, text: reached, at: target.host.at }, ...shares];
}
