import { RowAt } from '../reading/row-at.ts';
import { oncePerEstate } from './once.ts';

/** The HTTP statuses with which an endpoint of services.health counts as up, by its id; a list may stand in one text. */
export const expectedStatuses = oncePerEstate((estate) => {
  const rows = estate.index
    .loaded('services.health')
    .flatMap((document) => RowAt.root(document).rows('endpoints'));
  return new Map(
    rows.flatMap((row) => {
      const id = row.identity('id', 'name');
      return id ? [[id.value, statusesIn(row)] as const] : [];
    }),
  );
});

function statusesIn(row: RowAt): readonly number[] {
  const words = row.texts('expect').flatMap(({ value }) => value.match(/\d{3}/g) ?? []);
  return words.map(Number);
}
