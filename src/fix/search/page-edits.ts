import { lineStarts } from '../../load/lines.ts';
import type { Change } from '../change.ts';
import type { Spot } from './spots.ts';
import { type About, pointedAt } from './values.ts';

/** Changes that belong together, what sort of edit they are, and how far from the finding. */
export type Edit = readonly [changes: readonly Change[], sort: string, rank: number];

/** A line or a word of a page's text. */
export function* inText({ document, path, rank }: Spot, about: About): Generator<Edit> {
  const { file, text } = document;
  if (rank > 0 || path.length > 0 || document.bodyStart === undefined) return;
  const { place } = about.finding;
  const lines = lineStarts(text);
  const start = lines[place.line - 1]! + place.column - 1;
  const end = lines[place.endLine - 1]! + place.endColumn - 1;
  for (const other of otherWords(text.slice(start, end), about)) {
    yield [[{ kind: 'text', file, start, end, text: other }], 'text', 0];
  }
  if (!about.hints.mayLeave) return;
  const next = lines[place.endLine] ?? text.length;
  yield [[{ kind: 'text', file, start: lines[place.line - 1]!, end: next, text: '' }], 'line', 1];
}

const isNumber = (word: string): boolean => /^\d+(?:\.\d+)?$/.test(word);

/** What a marked text could say instead: one word for a word, and of a sentence another number in it. */
function otherWords(marked: string, about: About): string[] {
  const { numbers, texts } = about.hints;
  const words = [...pointedAt(about), ...texts, ...numbers].map(String).filter((word) => !/\s/.test(word));
  if (!/\s/.test(marked)) return words.filter((word) => isNumber(word) === isNumber(marked));
  const all = marked.match(/\d+(?:\.\d+)?/g) ?? [];
  const [only] = all;
  return all.length === 1 ? words.filter(isNumber).map((word) => marked.replace(only!, word)) : [];
}
