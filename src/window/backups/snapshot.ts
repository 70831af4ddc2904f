import { Document, parseDocument } from 'yaml';
import { isRow, type Row, textOf } from '../../estate/reading/values.ts';
import { Refusal } from '../../finding/refusal.ts';
import type { Copy } from './copy.ts';

/** A snapshot that was written before: what it says of each target, and when that was seen. */
export interface Earlier {
  readonly document: Document;
  readonly rows: ReadonlyMap<string, Seen>;
}

/** What a row says, and when that was seen: milliseconds since the epoch. */
interface Seen {
  readonly row: Row;
  readonly ms: number;
}

const HEAD = ' Newest complete copy of every enabled target. Written by `gates observe backups`.';

export function newSnapshot(): Earlier {
  const document = new Document({ version: 1 });
  document.commentBefore = HEAD;
  return { document, rows: new Map() };
}

/** Reads a snapshot from its text; one that cannot be read is refused, because writing it anew would lose what it tells. */
export function earlierSnapshot(file: string, text: string): Earlier {
  const document = parseDocument(text);
  const data = plainData(file, document);
  const seen = rowsIn(data.targets).flatMap(([name, row]): [string, Seen][] => {
    const ms = Date.parse(textOf(row.observed_at) ?? textOf(data.observed_at) ?? '');
    return Number.isNaN(ms) ? [] : [[name, { row, ms }]];
  });
  return { document, rows: new Map(seen) };
}

function plainData(file: string, document: Document): Row {
  let problem = document.errors[0]?.message.split('\n')[0];
  try {
    const data: unknown = problem === undefined ? document.toJS() : undefined;
    if (isRow(data)) return data;
  } catch (error) {
    problem = (error as Error).message;
  }
  throw new Refusal(
    `the snapshot ${file} cannot be read: ${problem ?? 'it is no map'}`,
    'Mend it, or move it away: what it tells of targets that cannot be reached now would be lost.',
  );
}

/** A list of rows with names, or a map by name. */
function rowsIn(targets: unknown): [string, Row][] {
  const rows: [string | undefined, unknown][] = Array.isArray(targets)
    ? targets.map((row) => [isRow(row) ? (textOf(row.name) ?? textOf(row.target)) : undefined, row])
    : Object.entries(isRow(targets) ? targets : {});
  return rows.flatMap(([name, row]) =>
    name !== undefined && isRow(row) ? [[name, row] as [string, Row]] : [],
  );
}

/** What an earlier look saw of a target that could not be looked at now. */
export function keptFor(earlier: Earlier, copy: Copy): Seen | undefined {
  const seen = earlier.rows.get(copy.target);
  return copy.state === 'unreachable' && textOf(seen?.row.state) !== 'unreachable' ? seen : undefined;
}

/**
 * The text of the snapshot after a look. `targets` are the names that it may hold; what an earlier look saw of those
 * that were not seen now stays, with its own time. The time of the whole is that of its oldest row, so that nothing
 * looks younger than it is to a reader who knows no other.
 */
export function snapshotText(
  earlier: Earlier,
  copies: readonly Copy[],
  targets: readonly string[],
  nowMs: number,
): string {
  const byName = new Map(copies.map((copy) => [copy.target, copy]));
  const seen = targets.flatMap((name): (Seen & { name: string })[] => {
    const copy = byName.get(name);
    const found = copy ? seenNow(earlier, copy, nowMs) : earlier.rows.get(name);
    return found ? [{ name, ...found }] : [];
  });
  const oldest = seen.reduce((ms, one) => Math.min(ms, one.ms), nowMs);
  const rows = seen.map(({ name, row, ms }) => {
    const { name: _, target: __, observed_at: ___, ...rest } = row;
    return { name, ...(ms !== oldest && { observed_at: iso(ms) }), ...rest };
  });
  const { document } = earlier;
  document.set('observed_at', iso(oldest));
  document.set('targets', document.createNode(rows));
  return document.toString();
}

function seenNow(earlier: Earlier, copy: Copy, nowMs: number): Seen {
  const kept = keptFor(earlier, copy);
  if (!kept) return { row: rowOf(copy), ms: nowMs };
  const note = `could not be looked at on ${iso(nowMs)}: ${copy.note}`;
  return { row: { ...kept.row, note }, ms: kept.ms };
}

const rowOf = ({ newestMs, sizeBytes, state, file, note }: Copy): Row => ({
  newest_at: newestMs === null ? null : iso(newestMs),
  size_bytes: sizeBytes,
  state,
  ...(file !== null && { file }),
  ...(note !== null && { note }),
});

const iso = (ms: number): string => new Date(ms).toISOString();
