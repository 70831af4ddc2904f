import { isAbsolute, relative, resolve } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { ledgerFile, receiptsFolder } from '../config/uncounted.ts';
import { Refusal } from '../finding/refusal.ts';

/** Where an estate keeps its receipts and its ledger. */
export interface ReceiptPlaces {
  readonly receipts: string;
  readonly ledger: string;
  /** Relative to the estate, for messages. */
  readonly shown: { readonly receipts: string; readonly ledger: string };
}

export function receiptPlaces(root: string, settings: Settings): ReceiptPlaces {
  const shown = { receipts: receiptsFolder(settings), ledger: ledgerFile(settings) };
  return {
    receipts: placeBelow(root, shown.receipts, 'receipts'),
    ledger: placeBelow(root, shown.ledger, 'ledger'),
    shown,
  };
}

/** A path of gates.yaml, absolute; refused when it leads out of the estate. */
export function placeBelow(root: string, path: string, key: string): string {
  const full = resolve(root, path);
  const inside = relative(root, full);
  if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) return full;
  throw new Refusal(
    `gates.yaml sets ${key} to "${path}", which is not below the estate`,
    'Name a path relative to the estate.',
  );
}
