import type { ContractKind } from '../contract/kinds.ts';
import type { Document } from '../load/document.ts';
import type { Settings } from './settings.ts';

const OBSERVED: readonly ContractKind[] = ['backup.freshness.snapshot'];

/** Whether files of a kind hold what somebody observed and not what somebody decided. */
export const isObserved = (kind: string | undefined): boolean => OBSERVED.some((one) => one === kind);

/** The folder that holds the receipts, relative to the estate. */
export const receiptsFolder = (settings: Settings): string => settings.receipts ?? 'receipts/sessions';

/** The ledger's file, relative to the estate. */
export const ledgerFile = (settings: Settings): string => settings.ledger ?? 'mailroom/state/ledger.csv';

export const isEvidence = (document: Document): boolean => isObserved(document.kind);

/** Paths that never make a work tree dirty: receipts, the ledger and evidence. */
export function uncountedPaths(settings: Settings, documents: readonly Document[]): string[] {
  const evidence = documents.filter(isEvidence).map((document) => document.file);
  return [receiptsFolder(settings), ledgerFile(settings), ...evidence];
}
