import type { Service } from '../../estate/model/service.ts';
import { any, fields, maybe, text } from '../shape.ts';
import { entityView } from './entity-view.ts';
import { referenceTo } from './reference.ts';

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
