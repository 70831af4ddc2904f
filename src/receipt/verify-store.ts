import { addTo } from '../grouping/groups.ts';
import { brokenLink, forks } from './chain.ts';
import type { Difference } from './difference.ts';
import { inspect } from './inspect.ts';
import { type Ledger, readLedger } from './ledger.ts';
import { ledgerRow } from './ledger-row.ts';
import type { ReceiptPlaces } from './places.ts';
import { isRunKey } from './run-key.ts';
import type { SignatureState, Trust } from './signature.ts';
import { type StoredReceipt, storedReceipts } from './stored.ts';

/** What became of one receipt. */
export interface ReceiptCheck {
  readonly stored: StoredReceipt;
  readonly differences: readonly Difference[];
  /** What is worth knowing and no error. */
  readonly notes: readonly string[];
  readonly signature: SignatureState;
}

/** All receipts of a store, and what is wrong with the store beyond any one of them. */
export interface StoreCheck {
  readonly receipts: readonly ReceiptCheck[];
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
}

/** Checks every receipt against itself, its chain and the ledger, without a network and without the estate. */
export function verifyStore(places: ReceiptPlaces, trust: Trust): StoreCheck {
  const all = storedReceipts(places.receipts);
  const byKey = new Map(all.map((stored) => [stored.runKey, stored]));
  const ledger = readLedger(places.ledger);
  const rows = rowsByKey(ledger);
  const context = { byKey, rows, trust, ledger: places.shown.ledger };
  return {
    receipts: all.map((stored) => checkOne(stored, context)),
    differences: [...ledgerProblems(ledger, places), ...orphans(rows, byKey, places)],
    notes: forks(all).map(
      ({ before, keys }) =>
        `fork: ${keys.join(' and ')} both follow ${before ?? 'nothing'}: two lines of one runner`,
    ),
  };
}

interface Context {
  readonly byKey: ReadonlyMap<string, StoredReceipt>;
  readonly rows: ReadonlyMap<string, readonly string[]>;
  readonly trust: Trust;
  /** The ledger's name, for messages. */
  readonly ledger: string;
}

function checkOne(stored: StoredReceipt, context: Context): ReceiptCheck {
  const own = inspect(stored, context.trust);
  const row = ledgerDifference(stored, own.signature.state === 'wrong', context);
  const link = own.signature.state === 'wrong' ? undefined : brokenLink(stored, context.byKey);
  const imported = row === 'import';
  const missing = link === 'missing' ? missingLink(stored, context.byKey) : undefined;
  return {
    stored,
    signature: own.signature,
    differences: [
      ...own.differences,
      ...(typeof row === 'object' ? [row] : []),
      ...(typeof link === 'object' ? [link] : []),
      ...(missing && !imported ? [missing] : []),
    ],
    notes: [
      ...(missing && imported ? [`the receipt before it, ${missing.file}, was not imported`] : []),
      ...signatureNotes(own.signature),
    ],
  };
}

function missingLink({ statement }: StoredReceipt, byKey: Context['byKey']): Difference {
  const { runKey } = statement!.predicate.gates_previous!;
  const found = byKey.has(runKey) ? 'a folder with no receipt.json that can be read' : 'no such folder';
  return { file: `R${runKey}`, expected: 'the receipt before this one', found };
}

const signatureNotes = (signature: SignatureState): string[] =>
  signature.state === 'unknown'
    ? [`signed by key ${signature.keyid}, which is not known here: who signed is open`]
    : [];

/** How the run came here when its row is right, else what is wrong with the row. */
function ledgerDifference(
  { statement, runKey }: StoredReceipt,
  unread: boolean,
  { rows, ledger }: Context,
): Difference | 'capability' | 'import' | undefined {
  if (unread || !statement || statement.predicate.gates_runKey !== runKey) return undefined;
  const found = rows.get(runKey) ?? [];
  const [expected, imported] = [
    ledgerRow(statement.predicate, 'capability'),
    ledgerRow(statement.predicate, 'import'),
  ];
  if (found.length === 1 && found[0] === expected) return 'capability';
  if (found.length === 1 && found[0] === imported) return 'import';
  return { file: ledger, expected: `one row "${expected}"`, found: rowWords(found) };
}

function rowWords(rows: readonly string[]): string {
  if (rows.length === 0) return 'no row of this run';
  return rows.length === 1 ? `"${rows[0]}"` : `${rows.length} rows of this run`;
}

function rowsByKey(ledger: Ledger | undefined): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  for (const { text, fields } of ledger?.records ?? []) {
    const key = fields?.[0];
    if (key !== undefined && isRunKey(key)) addTo(rows, key, text);
  }
  return rows;
}

const ledgerProblems = (ledger: Ledger | undefined, { shown }: ReceiptPlaces): Difference[] =>
  (ledger?.problems ?? []).map((found) => ({ file: shown.ledger, expected: 'a whole ledger', found }));

function orphans(
  rows: ReadonlyMap<string, unknown>,
  byKey: ReadonlyMap<string, unknown>,
  { shown }: ReceiptPlaces,
): Difference[] {
  return [...rows.keys()]
    .filter((key) => !byKey.has(key))
    .map((key) => ({
      file: `${shown.receipts}/R${key}`,
      expected: 'the receipt that the ledger lists',
      found: 'no such folder',
    }));
}
