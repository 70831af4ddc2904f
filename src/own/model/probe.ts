import type { Probe } from '../../estate/model/probe.ts';
import { any, fields, maybe, text, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';
import { referenceTo } from './reference.ts';

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
