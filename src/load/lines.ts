import type { Place } from '../finding/place.ts';
import type { Span } from './document.ts';

/** Offsets at which the lines of a text begin; CR LF, LF and a lone CR each end a line. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The index of the line that holds an offset, by binary search. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place of a span, cut to the end of its text; a trailing line end is not part of it. */
export function placeOf(file: string, text: string, starts: readonly number[], span: Span): Place {
  const start = Math.min(span.start, text.length);
  let end = Math.max(start, Math.min(span.end, text.length));
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  const line = lineAt(starts, start);
  const endLine = lineAt(starts, end);
  return {
    file,
    line: line + 1,
    column: start - starts[line]! + 1,
    endLine: endLine + 1,
    endColumn: end - starts[endLine]! + 1,
  };
}
