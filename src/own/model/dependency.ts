import { oncePerEstate } from '../../estate/ask/once.ts';
import type { Entity } from '../../estate/model/entity.ts';
import type { Dependency } from '../../estate/model/order.ts';
import { subjectOf } from '../../finding/subject.ts';
import { any, fields, maybe, text, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';
import { referenceTo } from './reference.ts';

interface Edge extends Entity {
  readonly row: Dependency;
}

const DEPENDENCY = fields('dependency', {
  consumer: text('What needs the other one, as written.'),
  provider: text('What is needed, as written.'),
  consumer_is: maybe(text('Id of the node or key of the guest that the consumer names.')),
  provider_is: maybe(text('Id of the node or key of the guest that the provider names.')),
  via: text('`nfs`, `dns` or `order`.'),
  mount: maybe(text('Where the consumer mounts what the provider exports.')),
  required: truth('Whether the consumer cannot run without it.'),
  row: any('Its row as startup.sequencing holds it.'),
});

/** A row has no name of its own: it is about what needs, else about its contract. */
const edges = oncePerEstate((estate): readonly Edge[] =>
  estate.dependencies.map((row) => {
    const { consumerEntity, at } = row;
    const subject = consumerEntity?.subject ?? subjectOf('contract', at.file);
    return { row, at, subject, ...(consumerEntity?.site !== undefined && { site: consumerEntity.site }) };
  }),
);

export const dependency = entityView<Edge, typeof DEPENDENCY>({
  shape: DEPENDENCY,
  plural: 'dependencies',
  about: 'A declared edge: one thing needs another one up.',
  reads: ['startup.sequencing'],
  all: edges,
  view: ({ row: edge }, { row }) => ({
    consumer: edge.consumer.value,
    provider: edge.provider.value,
    consumer_is: referenceTo(edge.consumerEntity),
    provider_is: referenceTo(edge.providerEntity),
    via: edge.via,
    mount: edge.mount ?? null,
    required: edge.required,
    get row() {
      return row(edge.at);
    },
  }),
});
