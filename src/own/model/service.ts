import type { Guest } from '../../estate/model/guest.ts';
import type { Mount } from '../../estate/model/mount.ts';
import type { Node } from '../../estate/model/node.ts';
import type { Probe } from '../../estate/model/probe.ts';
import type { Service } from '../../estate/model/service.ts';
import { any, fields, maybe, text, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';

/** Id of a node, key of a guest. */
const referenceTo = (thing: Node | Guest | undefined): string | null =>
  thing === undefined ? null : 'vmid' in thing ? thing.key : thing.id;

const SERVICE = fields('service', {
  id: text('Key of the service in the registry.'),
  host: maybe(text('Host as the row names it.')),
  on: maybe(text('Id of the node or key of the guest that it runs on.')),
  site: maybe(text('Site of that host.')),
  status: text('Its status; `active` where none is stated.'),
  row: any('Its row as the service registry holds it.'),
});

export const service = entityView<Service, typeof SERVICE>({
  shape: SERVICE,
  plural: 'services',
  about: 'A service of the registry.',
  reads: ['service.registry'],
  all: (estate) => estate.services,
  view: (one, { row }) => ({
    id: one.id,
    host: one.host?.value ?? null,
    on: referenceTo(one.on),
    site: one.site ?? null,
    status: one.status,
    get row() {
      return row(one.at);
    },
  }),
});

const PROBE = fields('probe', {
  id: text('Id of the endpoint.'),
  site: maybe(text('Site of the host that it looks at.')),
  enabled: truth('Whether it is switched on.'),
  class: text('`hypervisor`, `storage-export`, `dns` or `service`.'),
  kind: text('`http`, `tcp`, `nfs` or `dns`.'),
  url: maybe(text('What it asks.')),
  host: maybe(text('Host as the row names it.')),
  on: maybe(text('Id of the node or key of the guest that it looks at.')),
  row: any('Its row as services.health holds it.'),
});

export const probe = entityView<Probe, typeof PROBE>({
  shape: PROBE,
  plural: 'probes',
  about: 'An endpoint that is probed.',
  reads: ['services.health'],
  all: (estate) => estate.probes,
  view: (one, { row }) => ({
    id: one.id,
    site: one.site ?? null,
    enabled: one.enabled,
    class: one.class,
    kind: one.kind,
    url: one.url ?? null,
    host: one.host?.value ?? null,
    on: referenceTo(one.on),
    get row() {
      return row(one.at);
    },
  }),
});

const MOUNT = fields('mount', {
  key: text('`<consumer>:<path>`.'),
  path: text('Path at which it is mounted.'),
  site: maybe(text('Site of the consumer.')),
  source: maybe(text('`address:/export` as written.')),
  storage: maybe(text('Storage id, where the path is that of a storage.')),
  consumer: maybe(text('Id of the node or key of the guest that mounts it.')),
  provider: maybe(text('Id of the node or key of the guest that exports it.')),
  row: any('The row that names it.'),
});

export const mount = entityView<Mount, typeof MOUNT>({
  shape: MOUNT,
  plural: 'mounts',
  about: 'An NFS path that a node or guest uses.',
  reads: ['infra.storage.placement.policy'],
  all: (estate) => estate.mounts,
  view: (one, { row }) => ({
    key: one.key,
    path: one.path,
    site: one.site ?? null,
    source: one.source ?? null,
    storage: one.storage ?? null,
    consumer: referenceTo(one.consumer),
    provider: referenceTo(one.provider),
    get row() {
      return row(one.at);
    },
  }),
});
