/** One thing that is not as a receipt says: which file, what should be there, what is. */
export interface Difference {
  readonly file: string;
  readonly expected: string;
  readonly found: string;
}

export const differenceWords = ({ file, expected, found }: Difference): string =>
  `${file}: expected ${expected}, found ${found}`;
