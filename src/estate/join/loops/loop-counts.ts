import type { GapCount, SeverityCount } from '../../model/loop.ts';
import { gapSeverityOf, SEVERITY_WORDS } from './gap-severity.ts';
import { titleOf } from './loop-headings.ts';
import { type Line, type Piece, partOf, type Section, unmarked } from './loop-text.ts';

const IN_HEADING =
  /[([]\s*(?:total:?\s*)?(\d{1,4})(?=\s*(?:[)\],;:]|(?:linked\s+|open\s+)?(?:gaps?|total|items?|in total)\b))/i;
const IN_PROSE = /\b(?:all|the|these|its)\s+(?:of\s+the\s+)?(\d{1,4})\s+(?:linked\s+)?gaps?\b/gi;
const TOTAL = /^\W*total\W{1,4}(\d{1,4})\b|\b(\d{1,4})\W{0,3}(?:gaps?\s+)?(?:in\s+)?total\b/i;
const WORD_FIRST = new RegExp(`\\b(${SEVERITY_WORDS})\\b[^\\d\\n|]{0,20}?(\\d{1,4})\\b`, 'gi');
const NUMBER_FIRST = new RegExp(`\\b(\\d{1,4})\\s*(?:x\\s*)?\\W{0,2}(${SEVERITY_WORDS})\\b`, 'gi');

/** The count that a heading claims for what is listed below it. */
export function countInHeading(file: string, heading: Piece | undefined, listed: number): GapCount[] {
  const match = IN_HEADING.exec(heading?.text ?? '');
  if (!heading || !match) return [];
  const at = match.index + match[0].length - match[1]!.length;
  const where = `the heading "${titleOf(heading)}"`;
  return [{ claimed: Number(match[1]), listed, at: partOf(file, heading, at, match[1]!.length), where }];
}

/** Sentences that speak of all so many gaps of the loop. */
export function countsInProse(file: string, sections: readonly Section[], listed: number): GapCount[] {
  return sections.flatMap(({ lines }) =>
    lines
      .filter((line) => line.kind !== 'code')
      .flatMap((line) =>
        [...line.text.matchAll(IN_PROSE)].map((match) => {
          const at = match.index + match[0].indexOf(match[1]!);
          return {
            claimed: Number(match[1]),
            listed,
            at: partOf(file, line, at, match[1]!.length),
            where: `the words "${match[0]}"`,
          };
        }),
      ),
  );
}

/** The total that a summary states beside its severities. */
export function totalInSummary(file: string, lines: readonly Line[], listed: number): GapCount[] {
  return lines.flatMap((line) => {
    const match = TOTAL.exec(line.kind === 'row' ? rowText(line) : line.text);
    const number = match?.[1] ?? match?.[2];
    if (number === undefined) return [];
    const at = line.text.lastIndexOf(number);
    return [
      {
        claimed: Number(number),
        listed,
        at: partOf(file, line, at, number.length),
        where: 'the severity summary',
      },
    ];
  });
}

const rowText = ({ cells = [] }: Line) => cells.map(({ text }) => unmarked(text)).join(' ');

/** The numbers of a summary by severity: lines, sentences, or a table by rows or by columns. */
export function severityCounts(file: string, lines: readonly Line[]): SeverityCount[] {
  return lines.flatMap((line) => {
    if (line.kind === 'code') return [];
    return line.kind === 'row' ? countsInRow(file, line) : countsInText(file, line);
  });
}

function countsInText(file: string, line: Line): SeverityCount[] {
  const numberFirst = /^\W*\d/.test(line.text);
  return [...line.text.matchAll(numberFirst ? NUMBER_FIRST : WORD_FIRST)].flatMap((match) => {
    const [word, number] = numberFirst ? [match[2]!, match[1]!] : [match[1]!, match[2]!];
    const at = numberFirst ? match.index : match.index + match[0].length - number.length;
    return count(file, { text: number, start: line.start + at }, word);
  });
}

function countsInRow(file: string, { cells = [], titles = [] }: Line): SeverityCount[] {
  const word = cells.find(({ text }) => gapSeverityOf(unmarked(text)));
  const numbers = cells.filter(isNumber);
  if (word) return numbers.slice(0, 1).flatMap((cell) => count(file, cell, unmarked(word.text)));
  return cells.flatMap((cell, column) =>
    isNumber(cell) ? count(file, cell, unmarked(titles[column]?.text ?? '')) : [],
  );
}

const isNumber = ({ text }: Piece): boolean => /^\d{1,4}$/.test(unmarked(text));

function count(file: string, number: Piece, word: string): SeverityCount[] {
  const severity = gapSeverityOf(word);
  if (!severity) return [];
  return [
    { severity, claimed: Number(unmarked(number.text)), at: partOf(file, number, 0, number.text.length) },
  ];
}
