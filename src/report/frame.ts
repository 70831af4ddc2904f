import type { Place } from '../finding/place.ts';
import type { Ink } from './ink.ts';

const MAX_LINES = 4;
const MAX_COLUMNS = 110;
const LEAST_COLUMNS = 40;

/** What stands beside a source line: indentation, the rule behind its number, a sign at each end where it is cut. */
const BESIDE = 7;

/** The source lines of a place with the span marked by carets; long spans and long lines are cut. */
export function codeFrame(
  lines: readonly string[],
  place: Place,
  paint: (text: string) => string,
  ink: Ink,
  columns = Number.POSITIVE_INFINITY,
) {
  const last = Math.min(place.endLine, place.line + MAX_LINES - 1, lines.length);
  const width = String(last).length;
  const room = Math.max(LEAST_COLUMNS, Math.min(MAX_COLUMNS, columns - width - BESIDE));
  const out: string[] = [];
  for (let number = place.line; number <= last; number++) {
    const { text, from, to } = window(lines[number - 1] ?? '', spanOn(number, place, lines), room);
    out.push(`${ink.dim(`${String(number).padStart(width)} │`)} ${text}`);
    out.push(
      `${ink.dim(`${' '.repeat(width)} │`)} ${' '.repeat(from)}${paint('^'.repeat(Math.max(1, to - from)))}`,
    );
  }
  if (place.endLine > last) out.push(ink.dim(`${' '.repeat(width)} │ … to line ${place.endLine}`));
  return out;
}

/** The marked columns of one line, counted from 0, indentation left out. */
function spanOn(number: number, place: Place, lines: readonly string[]): [number, number] {
  const line = lines[number - 1] ?? '';
  const from = number === place.line ? place.column - 1 : line.search(/\S|$/);
  const to = number === place.endLine ? place.endColumn - 1 : line.trimEnd().length;
  return [from, Math.max(from, to)];
}

/** The part of a line that is shown, with tabs and control characters as one column each. */
function window(
  raw: string,
  [from, to]: [number, number],
  room: number,
): { text: string; from: number; to: number } {
  const line = raw.replaceAll('\t', ' ');
  const start = from > room - 30 ? from - 30 : 0;
  const cut = line.slice(start, start + room);
  const text = (start > 0 ? '…' : '') + cut + (start + cut.length < line.length ? '…' : '');
  const shift = start > 0 ? 1 - start : 0;
  const end = Math.min(to + shift, text.length);
  return { text: text.replace(/[^\P{C}]/gu, '?'), from: from + shift, to: Math.max(end, from + shift) };
}

/** Lines of a text for frames; used once per file. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);
