import type { Look } from '../../look.ts';
import type { Dependency } from '../../model/order.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';

/** Edges that startup.sequencing declares. */
export function joinDependencies(sources: Sources, look: Look): Dependency[] {
  return sources.of('startup.sequencing').flatMap((document) =>
    RowAt.root(document)
      .rows('dependencies')
      .flatMap((row) => dependency(row, look)),
  );
}

function dependency(row: RowAt, look: Look): Dependency[] {
  const consumer = row.text('consumer');
  const provider = row.text('provider');
  if (!consumer || !provider) return [];
  const mount = row.text('mount')?.value;
  return [
    {
      consumer,
      provider,
      via: viaOf(row.text('via')?.value, mount),
      required: row.flag('required') ?? true,
      at: consumer.at,
      ...present({
        mount,
        consumerEntity: look.named(consumer.value),
        providerEntity: look.named(provider.value),
      }),
    },
  ];
}

function viaOf(text: string | undefined, mount: string | undefined): Dependency['via'] {
  const word = text?.toLowerCase();
  if (word === 'nfs' || word === 'dns' || word === 'order') return word;
  return mount === undefined ? 'order' : 'nfs';
}
