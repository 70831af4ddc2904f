import { commandsFor } from '../commands.ts';
import { complete } from './complete.ts';
import { holding } from './recorded.ts';

/** Prints what could stand in place of the last word; for the scripts of the shells. */
export async function printCandidates(words: readonly string[]): Promise<void> {
  const root = holding(await commandsFor(words.slice(0, -1)));
  const lines = complete(root, words).map(({ word, about }) => `${oneLine(word)}\t${oneLine(about)}\n`);
  process.stdout.write(lines.join(''));
}

/** A name with a control character would reach the terminal as it is. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
