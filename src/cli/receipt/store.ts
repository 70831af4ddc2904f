import { readSettings, type Settings } from '../../config/settings.ts';
import { diskTree } from '../../load/disk-tree.ts';
import { type ReceiptPlaces, receiptPlaces } from '../../receipt/places.ts';
import { estateRoot } from '../estate-root.ts';

/** An estate's receipts, without its contracts being read. */
export interface ReceiptStore {
  readonly root: string;
  readonly settings: Settings;
  readonly places: ReceiptPlaces;
}

export function receiptStore(estate: string | undefined): ReceiptStore {
  const root = estateRoot(estate);
  const settings = readSettings(diskTree(root));
  return { root, settings, places: receiptPlaces(root, settings) };
}
