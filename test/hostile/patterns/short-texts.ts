interface ShortText {
  readonly file: string;
  readonly source: string;
  /** The longest text that the pattern is ever given, in characters. */
  readonly longest: number;
  /** What bounds it. */
  readonly since: string;
}

/** Patterns that go back and forth, over texts that are never long. */
export const SHORT_TEXTS: readonly ShortText[] = [];
