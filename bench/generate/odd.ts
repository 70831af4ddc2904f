import type { Random } from './random.ts';

/** Habits of other people's files, which must cost no more than their bytes. */
const HABITS: readonly ((text: string) => string)[] = [
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `---\n${text}`,
  (text) => text.replace(/^( *)(status|kind): (\w+)$/gm, '$1$2: "$3"   # as before'),
  (text) =>
    text
      .replaceAll('description: ', 'description: >-\n')
      .replace(/^( *)((?:- )?)description: >-\n(.*)$/gm, '$1$2description: >-\n$1      $3'),
  (text) => `${text}\n# Kept for the record.\n\n`,
];

export const odd = (text: string, random: Random): string =>
  HABITS.reduce((rest, habit) => (random() < 0.4 ? habit(rest) : rest), text);
