import type { ContractKind } from '../contract/kinds.ts';
import type { Document } from '../load/document.ts';
import type { Settings } from './settings.ts';

const OBSERVED: readonly ContractKind[] = ['backup.freshness.snapshot'];

/** The folder that holds the receipts, relative to the estate. */
export const receiptsFolder = (settings: Settings): string => settings.receipts ?? 'receipts/sessions';

/** The ledger's file, relative to the estate. */
export const ledgerFile = (settings: Settings): string => settings.ledger ?? 'mailroom/state/ledger.csv';

/** True for what a run observed: no part of what somebody decided and committed. */
export const isEvidence = (document: Document): boolean => OBSERVED.includes(document.kind);

/** Paths that never make a work tree dirty: receipts, the ledger and evidence. */
export function uncountedPaths(settings: Settings, documents: readonly Document[]): string[] {
  const evidence = documents.filter(isEvidence).map((document) => document.file);
  return [receiptsFolder(settings), ledgerFile(settings), ...evidence];
}
