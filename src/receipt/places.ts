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
    receipts: below(root, shown.receipts, 'receipts'),
    ledger: below(root, shown.ledger, 'ledger'),
    shown,
  };
}

function below(root: string, path: string, key: string): string {
  const full = resolve(root, path);
  const inside = relative(root, full);
  if (inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)) return full;
  throw new Refusal(
    `gates.yaml sets ${key} to "${path}", which is not below the estate`,
    'Name a path relative to the estate, such as "receipts/sessions".',
  );
}
