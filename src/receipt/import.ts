import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Refusal } from '../finding/refusal.ts';
import { differenceWords } from './difference.ts';
import { inspect } from './inspect.ts';
import { addReceipt, exclusively } from './leave.ts';
import type { ReceiptPlaces } from './places.ts';
import { isRunKey } from './run-key.ts';
import type { Trust } from './signature.ts';
import { RECEIPT_FILES, readStored, type StoredReceipt, storedReceipts } from './stored.ts';

export interface Imported {
  readonly added: readonly string[];
  /** Run keys that were here before, byte for byte the same. */
  readonly known: readonly string[];
}

/** Adds the receipts in a folder, each after checking it; one bad receipt and none is added. */
export async function importReceipts(places: ReceiptPlaces, from: string, trust: Trust): Promise<Imported> {
  const found = receiptsIn(from);
  const bad = found.flatMap((stored) => problems(stored, trust));
  if (bad.length > 0) {
    throw new Refusal(`nothing was imported from "${from}": ${bad.join('; ')}`, 'Get the artifact again.');
  }
  return exclusively(places, () => addAll(places, found));
}

/** A folder is one receipt, or holds several, as receipts/sessions does. */
function receiptsIn(from: string): StoredReceipt[] {
  if (!statSync(from, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Refusal(
      `"${from}" is no folder`,
      'Name a folder with a receipt.json, or one that holds receipts.',
    );
  }
  if (existsSync(join(from, 'receipt.json'))) return [lone(from)];
  const found = [from, ...sessionsBelow(from)].flatMap(storedReceipts);
  if (found.length > 0) return found;
  throw new Refusal(
    `"${from}" holds no receipt`,
    'Name a folder with a receipt.json, or one that holds receipts in folders called R<run key>.',
  );
}

const sessionsBelow = (from: string): string[] =>
  readdirSync(from, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('RCAP-'))
    .flatMap((entry) => [join(from, entry.name), join(from, entry.name, 'sessions')]);

/** An artifact may have been unpacked under any name: then its statement says what it is. */
function lone(folder: string): StoredReceipt {
  const name = basename(resolve(folder)).slice(1);
  if (isRunKey(name)) return readStored(folder, name);
  const stated = readStored(folder, '').statement?.predicate.gates_runKey ?? '';
  return readStored(folder, stated);
}

function problems(stored: StoredReceipt, trust: Trust): string[] {
  const { differences } = inspect(stored, trust);
  return differences.map((difference) => `${stored.runKey || 'receipt'}: ${differenceWords(difference)}`);
}

function addAll(places: ReceiptPlaces, found: readonly StoredReceipt[]): Imported {
  const here = new Map(storedReceipts(places.receipts).map((stored) => [stored.runKey, stored]));
  const added: string[] = [];
  const known: string[] = [];
  for (const stored of found) demandSame(stored, here.get(stored.runKey));
  for (const stored of found) {
    if (here.has(stored.runKey)) known.push(stored.runKey);
    else added.push(add(places, stored));
  }
  return { added, known };
}

function demandSame(stored: StoredReceipt, here: StoredReceipt | undefined): void {
  const other = here && RECEIPT_FILES.find((name) => !here.files[name]?.equals(stored.files[name]!));
  if (other) {
    throw new Refusal(
      `the receipt ${stored.runKey} is here already, with another ${other}`,
      `Find out which is genuine: \`gates receipt verify ${stored.runKey}\`.`,
    );
  }
}

function add(places: ReceiptPlaces, { statement, files }: StoredReceipt): string {
  addReceipt(places, statement!.predicate, files as Record<string, Buffer>, 'import');
  return statement!.predicate.gates_runKey;
}
