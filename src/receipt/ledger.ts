import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { quoted } from '../finding/printable.ts';
import { Refusal } from '../finding/refusal.ts';
import { type LedgerRecord, ledgerRecords } from './ledger-records.ts';
import { LEDGER_HEADER } from './ledger-row.ts';

const COLUMNS = LEDGER_HEADER.split(',').length;

/** What is wrong with a ledger as such, in words, and its records below the header. */
export interface Ledger {
  readonly problems: readonly string[];
  readonly records: readonly LedgerRecord[];
}

/** Reads a ledger; undefined when there is none. */
export function readLedger(path: string): Ledger | undefined {
  const text = textIfThere(path);
  if (text === undefined) return undefined;
  const [header, ...rows] = ledgerRecords(text);
  const problems = [
    ...(header?.text === LEDGER_HEADER ? [] : [`line 1 is ${quoted(header?.text ?? '', 120)}`]),
    ...rows.flatMap((row) =>
      row.fields?.length === COLUMNS
        ? []
        : [`line ${row.line} does not hold ${COLUMNS} fields: ${quoted(row.text)}`],
    ),
    ...(text.endsWith('\n') ? [] : ['the last line has no line end']),
  ];
  return { problems, records: rows };
}

/** Refuses to run beside a ledger whose columns are others. */
export function demandLedgerHeader(path: string, shown: string): void {
  const text = textIfThere(path);
  if (text === undefined || text === '') return;
  const header = ledgerRecords(text)[0]!.text;
  if (header === LEDGER_HEADER) return;
  throw new Refusal(
    `the ledger ${shown} begins with ${quoted(header, 120)}; expected "${LEDGER_HEADER}"`,
    'Mend its first line, or name another file as `ledger` in gates.yaml.',
  );
}

/** Adds one row, and the header where the file is new; one write, flushed before it returns. */
export function appendToLedger(path: string, row: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const text = textIfThere(path) ?? '';
  const before = text === '' ? `${LEDGER_HEADER}\n` : text.endsWith('\n') ? '' : '\n';
  const file = openSync(path, 'a');
  try {
    writeSync(file, `${before}${row}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function textIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Refusal(`the ledger ${path} cannot be read: ${(error as Error).message}`);
  }
}
