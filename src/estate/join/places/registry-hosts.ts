import { atKey } from '../../../finding/place.ts';
import type { RegistryHost } from '../../model/node.ts';
import { present, stated } from '../../reading/stated.ts';
import { isRow, rowOf, textOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';

/** Rows of SERVICE_REGISTRY `hosts`. */
export function joinRegistryHosts(sources: Sources): RegistryHost[] {
  return sources.of('service.registry').flatMap(({ file, data }) =>
    Object.entries(rowOf(data?.hosts)).map(([id, item]) => {
      const row = rowOf(item);
      const path = (key: string) => ['hosts', id, key];
      const text = (key: string) => stated(textOf(row[key]), file, path(key));
      const slo = isStated(row.slo) ? row.slo : undefined;
      const fields = present({
        kind: text('kind'),
        site: text('site'),
        domain: text('domain'),
        terminalRole: text('terminal_role'),
        slo: stated(slo, file, path('slo')),
      });
      return { id, at: atKey(file, 'hosts', id), ...fields };
    }),
  );
}

/** Nothing, empty text and an empty map promise nothing. */
function isStated(value: unknown): boolean {
  return isRow(value) ? Object.keys(value).length > 0 : textOf(value) !== undefined || Array.isArray(value);
}
