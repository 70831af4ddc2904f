import type { Parity, ParityRow } from '../../result/parity.ts';
import { cellWords, PARITY_LEGEND, siteHead } from '../parity-words.ts';
import { codeCell, plainCell, tableRow, tableRule } from './cell.ts';

/** The matrix as a Markdown table with its legend; no lines when no facet was judged. */
export function parityTable({ sites, rows, elsewhere }: Parity): string[] {
  if (rows.length === 0 || sites.length === 0) return [];
  const head = ['facet', ...sites.map((site) => plainCell(siteHead(site)))];
  return [
    tableRow(head),
    tableRule(head.length),
    ...rows.map((row) => tableRow(rowCells(row))),
    '',
    ...(elsewhere.findings > 0
      ? [`Of no site of this table: ${elsewhere.findings} (${elsewhere.gates.map(codeCell).join(', ')}).`, '']
      : []),
    `${PARITY_LEGEND}.`,
  ];
}

function rowCells({ title, gates, ran, cells }: ParityRow): string[] {
  const part = ran.length < gates.length ? ` (${ran.length} of ${gates.length} gates)` : '';
  const failed = [...new Set(cells.flatMap((cell) => cell.failed))];
  const first = failed.length > 0 ? `${title}${part}: ${failed.map(codeCell).join(', ')}` : title + part;
  return [first, ...cells.map((cell) => (cell.state === 'gap' ? `**${cellWords(cell)}**` : cellWords(cell)))];
}
