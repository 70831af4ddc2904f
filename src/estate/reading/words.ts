export interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /(?<![\w./-])\w(?:[\w.-]*\w)?(?![\w/-]|\.\w)/g;

/** The names that stand on their own in a text: not as part of a longer name, a path or a file name. */
export function wordsIn(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ index, 0: word }) => ({
    word,
    start: index,
    end: index + word.length,
  }));
}

/** The runs of letters and digits of a name, or of a sentence. */
export const nameParts = (text: string): string[] => text.match(/[A-Za-z0-9]+/g) ?? [];

/** Every run of up to four neighbouring parts of a name; names themselves hold hyphens and dots. */
export function nameRuns(text: string): string[] {
  const parts = nameParts(text);
  return parts.flatMap((_, from) =>
    parts.slice(from, from + 4).map((_part, more) => parts.slice(from, from + more + 1).join('-')),
  );
}
