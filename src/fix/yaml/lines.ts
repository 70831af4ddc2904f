/** The line break of a text: that of its first line. */
export const breakOf = (text: string): string => (/\r\n|\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n');

export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** After the line break of the line, or the end of a text whose last line has none. */
export function afterLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** Before the line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset);

/** Whether only white space stands before an offset in its line. */
export const isFirstInLine = (text: string, offset: number): boolean =>
  /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset));

/** Whole lines as an insertion at the start of a line, or behind a last line without a break. */
export function asLines(text: string, at: number, lines: readonly string[]): string {
  const eol = breakOf(text);
  const body = lines.join(eol);
  return at === text.length && at > 0 && text[at - 1] !== '\n' ? eol + body : body + eol;
}
