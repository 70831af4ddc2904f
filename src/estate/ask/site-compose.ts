import type { Anchor } from '../../finding/place.ts';
import { addTo } from '../../grouping/groups.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import { RowAt } from '../reading/row-at.ts';
import { oncePerEstate } from './once.ts';

/** An entry of a site's `compose_targets`, with the row of docker.compose.targets that it names. */
export interface SiteCompose {
  readonly id: string;
  readonly at: Anchor;
  readonly row: Anchor;
  readonly enabled: boolean;
  readonly on?: Node | Guest;
}

const rowsById = oncePerEstate((estate) => {
  const documents = estate.index.loaded('docker.compose.targets').map(RowAt.root);
  return new Map(
    documents.flatMap((root) => root.rows('targets')).map((row) => [String(row.path.at(-1)), row]),
  );
});

const siteRows = oncePerEstate((estate) => {
  const bySite = new Map<string, RowAt[]>();
  for (const document of estate.index.loaded('topology.sites')) {
    for (const row of RowAt.root(document).rows('sites')) {
      const id = row.text('id')?.value ?? '';
      addTo(bySite, id, row);
    }
  }
  return bySite;
});

/** Compose targets that the topology counts for a site; entries that name no row are left out. */
export function composeOf(estate: Estate, site: string): SiteCompose[] {
  const own = siteRows(estate).get(site) ?? [];
  return own.flatMap((row) =>
    row.texts('compose_targets').flatMap(({ value, at }) => {
      const target = rowsById(estate).get(value);
      return target ? [entry(estate, value, at, target)] : [];
    }),
  );
}

function entry(estate: Estate, id: string, at: Anchor, target: RowAt): SiteCompose {
  const on = estate.index.named(target.text('ssh_target')?.value ?? id);
  return { id, at, row: target.here, enabled: target.flag('enabled') !== false, ...(on && { on }) };
}

/** Every compose target that is switched on. */
export const runningCompose = oncePerEstate((estate): readonly SiteCompose[] =>
  [...rowsById(estate)].map(([id, row]) => entry(estate, id, row.here, row)).filter(({ enabled }) => enabled),
);
