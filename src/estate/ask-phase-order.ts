import { oncePerEstate } from './ask-once.ts';
import type { Stated } from './model.ts';
import { RowAt } from './row-at.ts';

/** `phase_order` of the transaction contract; empty when no contract states one. */
export const phaseOrder = oncePerEstate((estate): readonly Stated<string>[] =>
  estate.index
    .loaded('infra.maintenance.transaction.contract')
    .flatMap((document) => RowAt.root(document).texts('phase_order')),
);
