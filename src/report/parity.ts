import { printable } from '../finding/printable.ts';
import type { Cell, CellState, Parity, ParityRow } from '../result/parity.ts';
import type { EstateIdentity } from '../result/result.ts';
import { type Ink, inkFor } from './ink.ts';
import { cellWords, PARITY_LEGEND, siteHead } from './parity-words.ts';

/** The matrix for people: a row for each facet, a column for each site, then what to ask next. */
export function parityText(parity: Parity, judged: string, colour: boolean): string {
  const ink = inkFor(colour);
  const { sites, rows, elsewhere } = parity;
  const heads = sites.map((site) => printable(siteHead(site)));
  const widths = heads.map((head, index) =>
    Math.max(head.length, ...rows.map((row) => cellWords(row.cells[index]!).length)),
  );
  const first = Math.max(...rows.map((row) => row.title.length), 'facet'.length);
  const line = (title: string, cells: readonly string[]) =>
    [title.padEnd(first), ...cells].join('  ').trimEnd();
  const blocks = [
    [
      ink.strong(
        line(
          'facet',
          heads.map((head, index) => head.padEnd(widths[index]!)),
        ),
      ),
      ...rows.map(({ title, cells }) =>
        line(
          title,
          cells.map((cell, index) => painted(cell, widths[index]!, ink)),
        ),
      ),
    ],
    nextLines(parity, ink),
    unjudgedLines(parity, ink),
    elsewhere.findings > 0
      ? [
          `Of no site of this matrix: ${plural(elsewhere.findings, 'finding')} of ${elsewhere.gates.join(', ')}.`,
        ]
      : [],
    [ink.dim(`${PARITY_LEGEND}.`), `${summaryWords(parity)} ${judged}`],
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function painted(cell: Cell, width: number, ink: Ink): string {
  const paints: Readonly<Record<CellState, (text: string) => string>> = {
    ok: ink.good,
    gap: ink.error,
    waived: ink.warning,
    unknown: ink.warning,
    'not-applicable': ink.dim,
  };
  return paints[cell.state](cellWords(cell).padEnd(width));
}

/** For each facet with a gap the gates to ask about. */
function nextLines({ rows }: Parity, ink: Ink): string[] {
  const lines = rows.flatMap((row) => {
    const failed = failedOf(row);
    if (failed.length === 0) return [];
    return [`  ${row.title}: ${failed.join(', ')}`];
  });
  return lines.length === 0 ? [] : [`${ink.strong('Next')}: gates explain GATE`, ...lines];
}

/** Each reason for which gates could not judge, once. */
const unjudgedLines = ({ unjudged }: Parity, ink: Ink): string[] => [
  ...new Set(unjudged.map(({ reason }) => ink.warning(printable(reason)))),
];

const failedOf = ({ cells }: ParityRow): string[] => [...new Set(cells.flatMap((cell) => cell.failed))];

function summaryWords({ summary, sites, rows }: Parity): string {
  const { ok, gap, waived, unknown } = summary;
  const head = `${plural(sites.length, 'site')} by ${plural(rows.length, 'facet')}`;
  return `${head}: ${ok} ok, ${gap} gap, ${waived} waived, ${summary['not-applicable']} not applicable, ${unknown} unknown.`;
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The same for programs, in the format of schemas/parity.schema.json. */
export function parityJson(parity: Parity, estate: EstateIdentity, now: string): string {
  const { sites, rows, summary, unjudged, elsewhere } = parity;
  const value = { version: 1, estate, now, sites, facets: rows, summary, unjudged, elsewhere };
  return `${JSON.stringify(value, null, 2)}\n`;
}
