import { collectionAnchor } from '../../estate/ask/collection-key.ts';
import { resolversOf } from '../../estate/ask/resolvers.ts';
import { governedNas } from '../../estate/ask/standard.ts';
import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';
import { referenceOf } from '../../estate/reading/reference.ts';
import type { Change } from '../change.ts';
import type { Repair } from '../repair.ts';

/** The edge of a mount becomes a row of the dependencies. */
export const declareEdge: Repair = function* (finding, estate) {
  const mount = estate.mounts.find(({ subject }) => subject === finding.subject);
  const file = collectionAnchor(estate, 'startup.sequencing', ['dependencies'], mount?.site)?.file;
  if (!mount?.consumer || !mount.provider || file === undefined) return;
  yield { changes: [edge(file, mount.consumer, mount.provider, mount.path)] };
};

/** The resolver that DHCP hands out to a guest becomes a row of the dependencies. */
export const declareResolver: Repair = function* (finding, estate) {
  const guest = estate.guests.find(({ subject }) => subject === finding.subject);
  const file = collectionAnchor(estate, 'startup.sequencing', ['dependencies'], guest?.site)?.file;
  const [resolver] = guest ? resolversOf(estate, guest.site) : [];
  if (!guest || !resolver || file === undefined) return;
  const ends = { consumer: guest.key, provider: referenceOf(resolver.machine) };
  const value = { ...ends, via: 'dns', required: true };
  yield { changes: [{ kind: 'item', file, path: ['dependencies'], value }] };
};

function edge(file: string, consumer: Node | Guest, provider: Node | Guest, mount: string): Change {
  const ends = { consumer: referenceOf(consumer), provider: referenceOf(provider) };
  return {
    kind: 'item',
    file,
    path: ['dependencies'],
    value: { ...ends, via: 'nfs', mount, required: true },
  };
}

/** A storage of a hypervisor gets its provider, where the site has one NAS only. */
export const nameProvider: Repair = function* (finding, estate) {
  const mount = estate.mounts.find(({ subject }) => subject === finding.subject);
  if (mount?.storage === undefined || mount.providerStated) return;
  const file = collectionAnchor(
    estate,
    'infra.storage.placement.policy',
    ['host_storages'],
    mount.site,
  )?.file;
  const [nas, ...others] = governedNas(estate).filter((one) => one.site === mount.site);
  if (file === undefined || !nas) return;
  if (others.length > 0) {
    yield { obstacle: 'the site has more than one NAS: which of them exports it has to be looked up' };
    return;
  }
  const key = mount.storage;
  const row: Change = { kind: 'pair', file, path: ['host_storages'], key, value: nas.id, draft: true };
  yield { changes: [row] };
  const orders = collectionAnchor(estate, 'startup.sequencing', ['dependencies'], mount.site)?.file;
  if (orders === undefined || !mount.consumer) return;
  yield { changes: [row, edge(orders, mount.consumer, nas, mount.path)] };
};
