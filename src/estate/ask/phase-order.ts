import type { Stated } from '../model/entity.ts';
import { RowAt } from '../reading/row-at.ts';
import { oncePerEstate } from './once.ts';

/** `phase_order` of the transaction contract; empty when no contract states one. */
export const phaseOrder = oncePerEstate((estate): readonly Stated<string>[] =>
  estate.index
    .loaded('infra.maintenance.transaction.contract')
    .flatMap((document) => RowAt.root(document).texts('phase_order')),
);
