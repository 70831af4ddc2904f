import { subjectOf } from '../../../finding/subject.ts';
import type { Look } from '../../look.ts';
import type { Service } from '../../model/service.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';

/** Services of the registry; one without a status is active. */
export function joinServices(sources: Sources, look: Look): Service[] {
  return sources.of('service.registry').flatMap((document) =>
    RowAt.root(document)
      .rows('services')
      .flatMap((row) => service(row, look)),
  );
}

function service(row: RowAt, look: Look): Service[] {
  const id = row.path.length === 2 && typeof row.path[1] === 'string' ? row.path[1] : row.text('id')?.value;
  if (id === undefined) return [];
  const host = row.text('host');
  const on = host && look.named(host.value);
  return [
    {
      subject: subjectOf('service', id),
      at: row.here,
      id,
      status: row.text('status')?.value.toLowerCase() ?? 'active',
      ...present({
        host,
        on,
        site: on?.site,
        port: row.number('port')?.value,
        health: row.text('health')?.value,
      }),
    },
  ];
}
