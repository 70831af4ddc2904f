import type { Stated } from './model.ts';
import type { Block } from './runbook-text.ts';

const UNIT = '(hours?|hrs?|h|days?|d)\\b';
const LIMIT = new RegExp(
  `(?:<=?|≤|&lt;|\\b(?:within|under|below|at most|max(?:imum)?(?: age)?(?: of)?|less than|up to|(?:in|over) the (?:last|past)|(?:younger|newer|fresher|no older|not older) than|last|past)\\b:?)\\s*` +
    `(?:the (?:last|past) )?(\\d+(?:\\.\\d+)?)\\s*-?${UNIT}|(\\d+(?:\\.\\d+)?)\\s*-?${UNIT}\\s*(?:old )?(?:at most|or (?:less|newer|younger)|max(?:imum)?)`,
  'i',
);

/** The strictest age in hours that a sentence on backups demands of the newest one, placed at its number. */
export function demandedBackupAge(file: string, blocks: readonly Block[]): Stated<number> | undefined {
  const demands = blocks
    .filter((block) => block.type === 'text' && /\bbackups?\b|\bvzdump\b/i.test(block.text))
    .flatMap((block) => demandIn(file, block));
  return demands.toSorted((a, b) => a.value - b.value)[0];
}

function demandIn(file: string, block: Block): Stated<number>[] {
  const match = LIMIT.exec(block.text);
  if (!match) return [];
  const amount = Number(match[1] ?? match[3]);
  const isDays = /^d/i.test(match[2] ?? match[4]!);
  const start = block.start + match.index;
  return [{ value: isDays ? amount * 24 : amount, at: { file, start, end: start + match[0].length } }];
}
