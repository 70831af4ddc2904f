import type { Anchor } from '../../finding/place.ts';
import { RowAt } from '../reading/row-at.ts';
import { oncePerEstate } from './once.ts';

/** Where the word stands that acknowledges the loss of out-of-band access. The word itself stays in the contract. */
export const ackTokenAt = oncePerEstate((estate): Anchor | undefined =>
  estate.index
    .loaded('infra.maintenance.transaction.contract')
    .map((document) => RowAt.root(document).child('oob_policy').text('ack_token')?.at)
    .find((at) => at !== undefined),
);
