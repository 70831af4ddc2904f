import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readPlainFile } from '../load/plain-file.ts';
import { writeFlushed } from './folder.ts';
import { appendToLedger, readLedger } from './ledger.ts';
import { ledgerRow, type Origin } from './ledger-row.ts';
import type { ReceiptPlaces } from './places.ts';
import { isRunKey } from './run-key.ts';
import { readStored } from './stored.ts';

const MARKER = '.unfinished';

/** Notes that a receipt is about to appear whose ledger row is still to come. */
export function beginRow(places: ReceiptPlaces, runKey: string, origin: Origin): void {
  writeFlushed(join(places.receipts, MARKER), `${runKey} ${origin}\n`);
}

export function endRow(places: ReceiptPlaces): void {
  rmSync(join(places.receipts, MARKER), { force: true });
}

/** Writes the ledger row that a killed run left out. Only for who holds the lock. */
export function finishRow(places: ReceiptPlaces): void {
  const [runKey = '', origin] = marked(places).split(' ');
  if (isRunKey(runKey)) {
    const { statement } = readStored(join(places.receipts, `R${runKey}`), runKey);
    const known = readLedger(places.ledger)?.records.some((record) => record.fields?.[0] === runKey);
    if (statement && !known) {
      appendToLedger(
        places.ledger,
        ledgerRow(statement.predicate, origin === 'import' ? 'import' : 'capability'),
      );
    }
  }
  endRow(places);
}

function marked(places: ReceiptPlaces): string {
  try {
    return readPlainFile(join(places.receipts, MARKER)).toString('utf8').trim();
  } catch {
    return '';
  }
}
