import { printable } from '../../finding/printable.ts';

const SPECIAL = /[\\`*_{}[\]()#+!|~$]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '@': '&#64;' };

/** Text of an estate as plain text of one line of Markdown: no markup, no cell border, nobody mentioned. */
export const plainCell = (text: string): string =>
  printable(text)
    .replace(/\s+/g, ' ')
    .replace(SPECIAL, '\\$&')
    .replace(/[&<>@]/g, (char) => ENTITIES[char]!);

/** Text as code in a cell. A backtick cannot be escaped in code, so the fence is longer than any run of them. */
export function codeCell(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${fence}${gap}${line}${gap}${fence}`;
}

export const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export const tableRule = (columns: number): string => `|${'---|'.repeat(columns)}`;
