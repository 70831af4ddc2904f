import { groupByNames } from '../../grouping/groups.ts';
import type { DanglingReference, DuplicateRow } from '../model/contract.ts';
import type { Estate } from '../model/estate.ts';
import { oncePerEstate } from './once.ts';

const rowsByFile = oncePerEstate((estate) => groupByNames(estate.duplicateRows, (row) => [row.at.file]));

/** Rows of the file whose key another row has already. */
export function duplicatesIn(estate: Estate, file: string): readonly DuplicateRow[] {
  return rowsByFile(estate).get(file) ?? [];
}

const referencesByFile = oncePerEstate((estate) =>
  groupByNames(estate.danglingReferences, (reference) => [reference.at.file]),
);

/** References of the file that resolve to nothing. */
export function danglingIn(estate: Estate, file: string): readonly DanglingReference[] {
  return referencesByFile(estate).get(file) ?? [];
}
