import { shortly } from '../estate/ask/describe.ts';
import { oncePerEstate } from '../estate/ask/once.ts';
import { presumedConsumers } from '../estate/ask/presumed-consumers.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { Mount } from '../estate/model/mount.ts';
import type { Node } from '../estate/model/node.ts';
import { folderPath } from '../estate/reading/folder.ts';
import type { Anchor } from '../finding/place.ts';
import { groupByNames } from '../grouping/groups.ts';
import { nodesOf } from './members.ts';
import type { Planning } from './planning.ts';
import { safe } from './safe.ts';

/** An NFS path of a machine, safe to stand in a command. */
export interface HostMount {
  readonly path: string;
  /** The id under which Proxmox VE knows it, for what it mounts by itself. */
  readonly storage?: string;
  readonly at: Anchor;
  /** In words: from where. */
  readonly from: string;
}

const byConsumer = oncePerEstate((estate) =>
  groupByNames(estate.mounts, (mount) => (mount.consumer ? [mount.consumer] : [])),
);

/** What a machine mounts from others, each path once. */
export function mountsOf(planning: Planning, machine: Node | Guest): readonly HostMount[] {
  const mounts = (byConsumer(planning.estate).get(machine) ?? []).filter((mount) =>
    comesFromElsewhere(planning, mount),
  );
  return mounts.filter(({ path }) => path.startsWith('/')).map((mount) => hostMount(planning, mount));
}

function hostMount(planning: Planning, { path, at, provider, storage: named }: Mount): HostMount {
  const text = folderPath(safe(planning, 'path', { value: path, at }, 'the path of a mount'));
  const id = named ?? /^\/mnt\/pve\/([^/]+)$/.exec(text)?.[1];
  const storage =
    id === undefined ? undefined : safe(planning, 'storage', { value: id, at }, 'the id of a storage');
  const from = provider ? shortly(provider) : 'another machine';
  return { path: text, at, from, ...(storage !== undefined && { storage }) };
}

/** A storage below /mnt/pve whose provider nothing tells may be a local disk, unless it is named after a NAS. */
function comesFromElsewhere(planning: Planning, mount: Mount): boolean {
  if (mount.provider || mount.source !== undefined || mount.providerStated) return true;
  return nodesOf(planning.estate, mount.site ?? '', 'nas').some((nas) =>
    presumedConsumers(planning.estate, nas).some((edge) => edge.at === mount.at),
  );
}
