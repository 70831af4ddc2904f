import { resolve } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { ledgerFile, receiptsFolder } from '../config/uncounted.ts';
import { quoted } from '../finding/printable.ts';
import { Refusal } from '../finding/refusal.ts';
import { leadsOut } from '../load/leads-out.ts';

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

/** A path of gates.yaml, absolute; refused when it leads out of the estate, by itself or by a link. */
export function placeBelow(root: string, path: string, key: string): string {
  const full = resolve(root, path);
  if (full !== resolve(root) && !leadsOut(root, path)) return full;
  throw new Refusal(
    `${key} is ${quoted(path)} (see gates.yaml), which is not below the estate`,
    'Name a path relative to the estate; a link may not lead out of it.',
  );
}
