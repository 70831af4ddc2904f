import { compareText } from '../finding/order.ts';
import { sha256 } from './canonical.ts';
import type { Difference } from './difference.ts';
import type { StoredReceipt } from './stored.ts';

/** The digest by which the next receipt names this one. */
export const chainDigest = (stored: StoredReceipt): string => sha256(stored.files['receipt.json']!);

/** The last receipt of a runner. */
export const headOf = (receipts: readonly StoredReceipt[], runner: string): StoredReceipt | undefined =>
  newestOf(receipts.filter((one) => one.statement?.predicate.gates_runner === runner));

/** Of the receipts that no other names as the one before, the newest: run keys count whole seconds only. */
export function newestOf(receipts: readonly StoredReceipt[]): StoredReceipt | undefined {
  const named = new Set(receipts.map((one) => one.statement?.predicate.gates_previous?.runKey));
  const heads = receipts.filter((one) => !named.has(one.runKey));
  return heads.sort((a, b) => compareText(endOf(a), endOf(b))).at(-1);
}

const endOf = (stored: StoredReceipt): string =>
  `${stored.statement?.predicate.gates_finishedAt ?? ''} ${stored.runKey}`;

/** How a receipt's link to the one before it fails, when it does. */
export function brokenLink(
  { statement }: StoredReceipt,
  receipts: ReadonlyMap<string, StoredReceipt>,
): Difference | 'missing' | undefined {
  const previous = statement?.predicate.gates_previous;
  if (!previous) return undefined;
  const before = receipts.get(previous.runKey);
  if (!before?.files['receipt.json']) return 'missing';
  const found = chainDigest(before);
  if (found === previous.sha256) return runnerLink(statement, before);
  return { file: `R${previous.runKey}/receipt.json`, expected: `sha256 ${previous.sha256}`, found };
}

function runnerLink(statement: NonNullable<StoredReceipt['statement']>, before: StoredReceipt) {
  const expected = statement.predicate.gates_runner;
  const found = before.statement?.predicate.gates_runner;
  if (found === undefined || found === expected) return undefined;
  return { file: `R${before.runKey}/receipt.json`, expected: `runner ${expected}`, found };
}

/** Receipts that name the same one before: two lines of one runner. No error, but worth knowing. */
export function forks(receipts: readonly StoredReceipt[]): { before: string | null; keys: string[] }[] {
  const next = new Map<string, { before: string | null; keys: string[] }>();
  for (const { statement, runKey } of receipts) {
    if (!statement) continue;
    const { gates_previous, gates_runner } = statement.predicate;
    const before = gates_previous?.runKey ?? null;
    const same = next.get(`${gates_runner} ${before}`);
    if (same) same.keys.push(runKey);
    else next.set(`${gates_runner} ${before}`, { before, keys: [runKey] });
  }
  return [...next.values()].filter((fork) => fork.keys.length > 1);
}
