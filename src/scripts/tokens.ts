export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SEPARATORS = /[^\s,|;{}()]+/g;

/** The words of a string that is a list: parted by blanks, commas, bars or braces. Offsets count from `start`. */
export function tokensOf(text: string, start: number): Token[] {
  return [...text.matchAll(SEPARATORS)].map((match) => ({
    text: match[0],
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}

/** Whether a string reads as data rather than as a sentence or a program. */
export function isListText(text: string): boolean {
  return /^[\s,|;{}()]*[\w.:@=/+*-]+([\s,|;{}()]+[\w.:@=/+*-]+)+[\s,|;{}()]*$/.test(text);
}
