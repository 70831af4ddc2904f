import type { Reading } from '../reading.ts';
import type { Word } from './word.ts';

const RANGE = /^\{(\d{3,9})\.\.(\d{3,9})\}$|^"?(?:\$\(|`)\s*seq\s+(?:-w\s+)?(\d{3,9})\s+(\d{3,9})\s*[)`]"?$/;

/** More numbers than these are gone through to find some, not because somebody means them. */
const MOST_MEANT = 20;

/** The numbers of `{211..213}` and `$(seq 211 213)`. */
export function numbersIn({ node }: Word, { source }: Reading): string[] {
  const match = RANGE.exec(source.slice(node.start, node.end));
  if (!match) return [];
  const [first, last] = [Number(match[1] ?? match[3]), Number(match[2] ?? match[4])];
  const count = last - first + 1;
  return count < 2 || count > MOST_MEANT ? [] : Array.from({ length: count }, (_, at) => String(first + at));
}
