import type { Stated } from '../../model/entity.ts';
import type { Criterion } from '../../model/loop.ts';
import { type Line, partOf, type Section, unmarked } from './loop-text.ts';

const RUN_KEY = /\bR?((?:CAP-\d{8}-\d{6}__[\w.-]+?|S\d{8}-\d{6}__[\w.-]+?)__R[A-Za-z0-9]+)\b/g;

/** The items of a list of criteria; its lines where nobody made it a list. */
export function criteriaOf(file: string, runs: readonly (readonly Section[])[]): Criterion[] {
  const lines = runs.flat().flatMap((section) => section.lines);
  const items = lines.filter((line) => line.kind === 'row' || (line.kind === 'item' && line.level === 0));
  const chosen = items.length > 0 ? items : lines.filter((line) => line.kind === 'text' && line.text.trim());
  return chosen.map((line) => ({
    text: wordsOf(line),
    at: partOf(file, line, 0, line.text.length),
    ...(line.ticked !== undefined && { ticked: line.ticked }),
  }));
}

function wordsOf(line: Line): string {
  if (line.kind === 'row') return (line.cells ?? []).map(({ text }) => unmarked(text)).join(' | ');
  return unmarked(line.text.replace(/(?<!\s)\s*\n\s*/g, ' '));
}

/** Run keys in their order; the folder's name of a receipt gives the key itself. */
export function runKeysIn(file: string, runs: readonly (readonly Section[])[]): Stated<string>[] {
  const lines = runs.flat().flatMap((section) => section.lines);
  return lines.flatMap((line) =>
    [...line.text.matchAll(RUN_KEY)].map((match) => ({
      value: match[1]!,
      at: partOf(file, line, match.index + match[0].indexOf(match[1]!), match[1]!.length),
    })),
  );
}
