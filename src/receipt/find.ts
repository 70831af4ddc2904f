import { join } from 'node:path';
import { Refusal } from '../finding/refusal.ts';
import { newestOf } from './chain.ts';
import type { ReceiptPlaces } from './places.ts';
import { idOf } from './run-key.ts';
import { readStored, type StoredReceipt, storedKeys, storedReceipts } from './stored.ts';

/** A receipt by its run key, its folder's name, the last part of its key or the start of that, or `last`. */
export function findReceipt(places: ReceiptPlaces, named: string): StoredReceipt {
  const keys = storedKeys(places.receipts);
  const last = named === 'last' ? newestOf(storedReceipts(places.receipts)) : undefined;
  if (last) return last;
  const key = keys.find((one) => one === named || `R${one}` === named) ?? byId(keys, named);
  if (key !== undefined) return readStored(join(places.receipts, `R${key}`), key);
  throw new Refusal(
    `no receipt is called "${named}" in ${places.shown.receipts}`,
    keys.length > 0
      ? 'See `gates receipt list`; the last part of a run key is enough.'
      : 'There is none yet: `gates verify all` leaves one.',
  );
}

function byId(keys: readonly string[], named: string): string | undefined {
  const start = named.replace(/^.*__R/, '').replace(/^R(?=[A-Z2-7]{26}$)/, '');
  if (start.length < 4) return undefined;
  const found = keys.filter((key) => idOf(key).startsWith(start));
  if (found.length < 2) return found[0];
  throw new Refusal(
    `"${named}" fits ${found.length} receipts: ${found.join(', ')}`,
    'Write more of the key.',
  );
}
