/** The keys that a yq or jq program walks: `.sites[].id`, `."a-b"`, `["x"]`, `to_entries`. */
export function pathKeysOf(filter: string): string[] {
  const keys = [
    ...filter.matchAll(/\.\s*"([^"]+)"|\.\s*([A-Za-z_][\w-]*)|\[\s*"([^"]+)"\s*\]|\bhas\(\s*"([^"]+)"\s*\)/g),
  ];
  return [...new Set(keys.map((match) => match[1] ?? match[2] ?? match[3] ?? match[4]!))];
}

export interface FilterWord {
  readonly text: string;
  /** Offset in the filter. */
  readonly at: number;
  readonly as: 'string' | 'path' | 'key';
  /** The path that a string is compared with: the last one before it. */
  readonly subject: string | undefined;
}

/** The words of a filter program by what they are: a string literal, a step of a path, a key of a new object. */
export function wordsOfFilter(filter: string): FilterWord[] {
  const words: FilterWord[] = [];
  let subject: string | undefined;
  const pieces =
    /\.\s*"([^"]+)"|\.\s*([A-Za-z_][\w-]*)|(?:^|[{,])\s*"?([A-Za-z_][\w-]*)"?\s*:(?!:)|"((?:[^"\\]|\\.)*)"|'([^']*)'|\/([^/\n]+)\/|\\./g;
  for (const match of filter.matchAll(pieces)) {
    const [whole, quotedStep, step, key, string, single, pattern] = match;
    const text = quotedStep ?? step ?? key ?? string ?? single ?? pattern;
    if (text === undefined) continue;
    const at = match.index + whole.lastIndexOf(text);
    const as = quotedStep !== undefined || step !== undefined ? 'path' : key !== undefined ? 'key' : 'string';
    words.push({ text, at, as, subject });
    if (as === 'path') subject = text;
  }
  return words;
}
