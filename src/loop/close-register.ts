import type { Gap } from '../estate/model/loop.ts';
import { isSpan } from '../finding/place.ts';
import { Refusal } from '../finding/refusal.ts';
import type { Document } from '../load/document.ts';
import { parseYaml } from '../load/parse-yaml.ts';
import { edited, type TextEdit } from './text-edit.ts';

/** What closing writes into the row of one gap. */
export interface RowClosing {
  readonly gap: Gap;
  readonly status: 'closed' | 'accepted';
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly runKeys: readonly string[];
}

/** Edits that close rows of the register: status, date and run keys, in block or in flow style. */
export function closeRows(document: Document, closings: readonly RowClosing[]): TextEdit[] {
  const edits = closings.flatMap((closing) => rowEdits(document, closing));
  demandSame(document, edits, closings);
  return edits;
}

function rowEdits({ text, data, locate }: Document, { gap, status, date, runKeys }: RowClosing): TextEdit[] {
  const index = indexOf(gap);
  const row = (data as { gaps: Record<string, unknown>[] }).gaps[index]!;
  const fields = { ...(!('closed_at' in row) && status === 'closed' && { closed_at: `"${date}"` }) };
  const keys = runKeys.filter((key) => !listed(row.evidence_run_keys).includes(key));
  const anchor = locate(['gaps', index, 'status'], 'value');
  const key = locate(['gaps', index, 'status'], 'key');
  const hasStatus = 'status' in row && row.status !== null;
  const added = {
    ...fields,
    ...(!('evidence_run_keys' in row) && keys.length > 0 && { evidence_run_keys: `[${keys.join(', ')}]` }),
  };
  const more = Object.entries(added).map(([name, value]) => `${name}: ${value}`);
  const at = hasStatus ? anchor : locate(['gaps', index, 'id'], 'value');
  const line = hasStatus ? key : locate(['gaps', index, 'id'], 'key');
  const lead = hasStatus ? [] : [`status: ${status}`];
  return [
    ...(hasStatus ? [{ ...anchor, text: status }] : []),
    ...insertion(text, line.start, at.end, [...lead, ...more]),
    ...('evidence_run_keys' in row ? keyEdits(text, locate, index, row.evidence_run_keys, keys) : []),
  ];
}

function indexOf({ at, id }: Gap): number {
  const index = isSpan(at) ? undefined : at.path[1];
  if (typeof index === 'number') return index;
  throw new Error(`the row of ${id} has no index`);
}

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** Fields after another: on lines of their own, or in the same flow map. */
function insertion(text: string, key: number, end: number, fields: readonly string[]): TextEdit[] {
  if (fields.length === 0) return [];
  const lead = text.slice(text.lastIndexOf('\n', key - 1) + 1, key);
  if (!/^[\s-]*$/.test(lead))
    return [{ start: end, end, text: fields.map((field) => `, ${field}`).join('') }];
  const stop = text.indexOf('\n', end);
  const at = stop < 0 ? text.length : text[stop - 1] === '\r' ? stop - 1 : stop;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = lead.replaceAll('-', ' ');
  return [{ start: at, end: at, text: fields.map((field) => `${newline}${indent}${field}`).join('') }];
}

/** Keys at the end of a list that is there. */
function keyEdits(
  text: string,
  locate: Document['locate'],
  index: number,
  value: unknown,
  keys: readonly string[],
): TextEdit[] {
  if (keys.length === 0) return [];
  const path = ['gaps', index, 'evidence_run_keys'];
  const span = locate(path, 'value');
  const written = text.slice(span.start, span.end);
  if (!Array.isArray(value)) {
    const empty = value === null || value === '';
    const kept = empty ? [] : [String(value)];
    const place = empty && !written.match(/^["'~n]/) ? behindKey(text, locate(path, 'key').end) : span;
    return [{ ...place, text: `${place === span ? '' : ' '}[${[...kept, ...keys].join(', ')}]` }];
  }
  if (written.startsWith('[')) {
    const at = span.start + written.lastIndexOf(']');
    return [{ start: at, end: at, text: `${value.length > 0 ? ', ' : ''}${keys.join(', ')}` }];
  }
  const last = locate([...path, value.length - 1], 'value');
  const lead = text.slice(text.lastIndexOf('\n', last.start - 1) + 1, last.start);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return [{ start: last.end, end: last.end, text: keys.map((key) => `${newline}${lead}${key}`).join('') }];
}

function behindKey(text: string, keyEnd: number): { start: number; end: number } {
  const colon = text.indexOf(':', keyEnd) + 1;
  return { start: colon, end: colon };
}

/** Reads the edited register again: the rows say what they should, and no other row changed. */
function demandSame(document: Document, edits: readonly TextEdit[], closings: readonly RowClosing[]): void {
  const after = parseYaml(document.file, edited(document.text, edits)).data as { gaps?: unknown[] } | null;
  const before = document.data as { gaps: unknown[] };
  const closed = new Map(closings.map((closing) => [indexOf(closing.gap), closing]));
  const right = before.gaps.every((row, index) => {
    const now = after?.gaps?.[index] as Record<string, unknown> | undefined;
    const closing = closed.get(index);
    return closing ? now?.status === closing.status : JSON.stringify(now) === JSON.stringify(row);
  });
  if (right && after?.gaps?.length === before.gaps.length) return;
  throw new Refusal(
    `${document.file} is written in a way that cannot be edited safely`,
    'Close the rows by hand; the scope alone closes without --register.',
  );
}
