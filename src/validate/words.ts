import type { DataPath } from '../finding/place.ts';
import { quoted } from '../finding/printable.ts';

const PLAIN_KEY = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;

/** What stands at a place, as the predicate of a sentence. */
export function described(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') return `the number ${value}`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
}

function text(value: string): string {
  if (value === '') return 'an empty text';
  return value.length > 255
    ? `a text of ${value.length} characters, ${quoted(value)}`
    : `the text ${quoted(value)}`;
}

/** A place as the subject of a sentence: its key, or the position in the list that the key names. */
export function named(path: DataPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'the document';
  return typeof last === 'number' ? `item ${last + 1} of ${named(path.slice(0, -1))}` : keyWord(last);
}

/** A key as it stands in a sentence: bare when it reads as one word. */
export function keyWord(key: string): string {
  return PLAIN_KEY.test(key) && key.length <= 60 ? key : quoted(key);
}

export function listed(words: readonly string[], joint: 'and' | 'or'): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}
