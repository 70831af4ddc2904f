import { groupByNames } from '../../grouping/groups.ts';
import type { Estate } from '../model/estate.ts';
import type { Mount } from '../model/mount.ts';
import type { Node } from '../model/node.ts';
import { nameRuns } from '../reading/words.ts';
import type { Edge } from './edges.ts';
import { oncePerEstate } from './once.ts';
import { governedNas } from './standard.ts';

const KIND_WORDS: ReadonlySet<string> = new Set(['nas', 'synology', 'diskstation']);

/**
 * Mounts of hypervisor storages that no contract assigns to a node, but whose name is that of a NAS of the site, or
 * says nas where the site has only one. Enough to doubt an order, not enough to count as declared.
 */
const presumedEdges = oncePerEstate((estate) => {
  const nasBySite = groupByNames(governedNas(estate), (nas) => (nas.site === undefined ? [] : [nas.site]));
  return estate.mounts.flatMap((mount): Edge[] => {
    const { consumer, storage, path, at } = mount;
    const nas = presumedProvider(mount, nasBySite.get(mount.site ?? '') ?? []);
    if (!consumer || !nas) return [];
    const text = `mounts "${path}", a storage named "${storage}"`;
    return [{ consumer, provider: nas, why: 'mount', required: true, at, text }];
  });
});

const byNas = oncePerEstate((estate) =>
  groupByNames(presumedEdges(estate), (edge) => [(edge.provider as Node).id]),
);

export const presumedConsumers = (estate: Estate, nas: Node): readonly Edge[] =>
  byNas(estate).get(nas.id) ?? [];

function presumedProvider(mount: Mount, candidates: readonly Node[]): Node | undefined {
  if (mount.provider || mount.providerStated || mount.storage === undefined) return undefined;
  const parts = nameRuns(mount.storage.toLowerCase());
  const called = candidates.filter((nas) => nas.names.some((name) => parts.includes(name.toLowerCase())));
  if (called.length === 1) return called[0];
  return candidates.length === 1 && parts.some((part) => KIND_WORDS.has(part)) ? candidates[0] : undefined;
}
