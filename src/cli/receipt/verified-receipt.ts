import type { Difference } from '../../receipt/difference.ts';
import type { ReceiptCheck } from '../../receipt/verify-store.ts';
import type { AgainstFiles } from './against.ts';

/** One receipt and how the governed files stand to it; undefined where its statement cannot be believed. */
export interface VerifiedReceipt extends ReceiptCheck {
  readonly files: AgainstFiles | undefined;
}

export interface Verification {
  readonly receipts: readonly VerifiedReceipt[];
  /** What is wrong beyond any one receipt. */
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
}

/** All that differs about one receipt. */
export const differencesOf = ({ differences, files }: VerifiedReceipt): readonly Difference[] => [
  ...differences,
  ...(files?.differences ?? []),
];
