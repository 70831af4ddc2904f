import type { Mount } from '../../estate/model/mount.ts';
import { any, fields, maybe, text } from '../shape.ts';
import { entityView } from './entity-view.ts';
import { referenceTo } from './reference.ts';

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
