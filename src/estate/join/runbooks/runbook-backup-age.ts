import type { Stated } from '../../model/entity.ts';
import type { Section } from './runbook-sections.ts';
import type { Block } from './runbook-text.ts';

const AMOUNT = '(?<!\\d)(?<amount>\\d+(?:\\.\\d+)?)\\s*-?(?<unit>hours?|hrs?|h|days?|d)\\b';
const BEFORE = [
  '[<≤]=?',
  '&lt;=?',
  '\\b(?:within|under|below|at most|up to|less than|last|past|(?:younger|newer|fresher|no older|not older) than):?',
  '\\bmax(?:imum|\\.)?(?: age)?(?: of)?:?',
  '\\bfresh(?:ness|er)?\\W{0,6}',
].join('|');
const LIMIT = new RegExp(
  `(?:${BEFORE})\\s*(?:the (?:last|past) )?${AMOUNT}(?: old\\b| or (?:less|newer|younger)\\b)?`,
  'i',
);
const AT_MOST = new RegExp(
  `${AMOUNT}\\s*(?:old )?(?:at most|or (?:less|newer|younger)|max(?:imum)?)\\b`,
  'i',
);
/** What stops a window when it is so is a demand for the opposite. */
const EXCESS = new RegExp(`(?:[>≥]=?|&gt;=?|\\b(?:older|more) than|\\bexceeds|\\bover)\\s*${AMOUNT}`, 'i');
const SPEAKS_OF_BACKUPS = /\bbackups?\b|\bvzdump\b/i;
/** Hours of a job's run or start are no age. */
const SPEAKS_OF_RUNS =
  /\b(?:running|in progress|scheduled|due|starts?|takes?|duration|timeout|retention|prune|keep)\b/i;

/** The strictest age in hours that a text on backups demands of the newest one, placed at its number. */
export function demandedBackupAge(
  file: string,
  blocks: readonly Block[],
  hardStops: Section | undefined,
): Stated<number> | undefined {
  const stops = new Set(hardStops?.content);
  const demands = blocks
    .filter((block) => block.type === 'text' && SPEAKS_OF_BACKUPS.test(block.text))
    .flatMap((block) =>
      demandIn(file, block, stops.has(block) ? [LIMIT, AT_MOST, EXCESS] : [LIMIT, AT_MOST]),
    );
  return demands.toSorted((a, b) => a.value - b.value)[0];
}

function demandIn(file: string, block: Block, patterns: readonly RegExp[]): Stated<number>[] {
  const match = patterns.map((pattern) => pattern.exec(block.text)).find((found) => found !== null);
  if (!match || SPEAKS_OF_RUNS.test(sentenceBefore(block.text, match.index))) return [];
  const { amount, unit } = match.groups as { amount: string; unit: string };
  const hours = Number(amount) * (/^d/i.test(unit) ? 24 : 1);
  const start = block.start + match.index;
  return [{ value: hours, at: { file, start, end: start + match[0].length } }];
}

/** The part of a sentence or table cell that leads up to an offset. */
function sentenceBefore(text: string, end: number): string {
  return (
    text
      .slice(0, end)
      .split(/[.;|]\s|\n/)
      .at(-1) ?? ''
  );
}
