/** Words of a shell-like command line: quotes and backslashes are taken off, variables stay as written. */
export function commandWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (quote === '' && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === '' ? char === '"' || char === "'" : char === quote) {
      quote = quote === '' ? char : '';
      word ??= '';
    } else if (char === '\\' && escapes(quote, line[i + 1])) {
      word = (word ?? '') + line[++i]!;
    } else word = (word ?? '') + char;
  }
  return word === undefined ? words : [...words, word];
}

/** Inside double quotes a backslash takes the meaning only from what has one there. */
function escapes(quote: string, next: string | undefined): boolean {
  if (next === undefined || quote === "'") return false;
  return quote === '' || '"\\$`'.includes(next);
}
