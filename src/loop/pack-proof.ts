import type { ReceiptView } from '../receipt/view.ts';
import { changedFiles, inputsHold } from '../receipt/view.ts';
import { provesGaps, type ReceiptShelf } from './verdict.ts';

/** Whether a pack that a loop requires passed in a receipt that still holds. */
export interface PackProof {
  readonly pack: string;
  readonly state: 'missing' | 'stale' | 'proven';
  readonly runKey?: string;
  /** In words, where it is not proven. */
  readonly reason?: string;
}

/** The newest receipt of the pack that passed and still holds, else why there is none. */
export function packProof(pack: string, shelf: ReceiptShelf, signed: boolean): PackProof {
  const own = shelf.views.filter((view) => view.pack === pack);
  const passed = own.filter(
    (view) => provesGaps(view, signed) && view.result !== 'FAILED' && !leansOnBaseline(view),
  );
  const holding = passed.find((view) => holds(view, shelf));
  if (holding) return { pack, state: 'proven', runKey: holding.runKey };
  const newest = passed[0];
  if (newest) {
    const changed = changedFiles(newest, shelf.now).slice(0, 5).join(', ');
    return {
      pack,
      state: 'stale',
      runKey: newest.runKey,
      reason: `changed since ${newest.runKey}: ${changed}`,
    };
  }
  return { pack, state: 'missing', reason: whyNone(own, signed) };
}

/** Old debt that a baseline hides is not paid. */
const leansOnBaseline = (view: ReceiptView): boolean => view.findings.some((finding) => finding.baselined);

function holds(view: ReceiptView, shelf: ReceiptShelf): boolean {
  return [...view.tests.values()].every((test) => inputsHold(test, shelf.now));
}

function whyNone(own: readonly ReceiptView[], signed: boolean): string {
  const newest = own[0];
  if (!newest) return 'it was never verified';
  if (newest.differences.length > 0) return `${newest.runKey} does not verify`;
  if (newest.emergency) return `${newest.runKey} is of an emergency`;
  if (newest.estate.dirty !== false) return `${newest.runKey} is of a tree that was not committed`;
  if (newest.otherDay)
    return `${newest.runKey} was judged as of ${newest.asOf}, another day than that of its run`;
  if (signed && newest.signature.state !== 'verified')
    return `${newest.runKey} is not signed by a trusted key`;
  if (leansOnBaseline(newest)) return `it passed in ${newest.runKey} by the baseline only`;
  return `it failed in ${newest.runKey}`;
}
