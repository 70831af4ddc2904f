import type { Piece } from './loop-text.ts';

/** A heading and the text below it down to the next heading, not yet taken apart. */
export interface RawSection {
  /** Undefined: the text above the first heading. */
  readonly heading?: Piece;
  readonly depth: number;
  readonly body: Piece;
}

const ATX = /^ {0,3}(#{1,6})(?:[ \t]+|$)/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const UNDERLINE = /^ {0,3}(=+|-{2,})[ \t]*$/;
const PLAIN = /^ {0,3}(?![#>|<`~]|[-*+][ \t]|\d+[.)][ \t])\S/;

/**
 * The headings of a Markdown text with what stands below each. Only lines are looked at, so that the long parts
 * of a scope which nothing depends on are never parsed.
 */
export function outlineOf(text: string, from: number): RawSection[] {
  const sections: { heading?: Piece; depth: number; start: number; end: number }[] = [
    { depth: 0, start: from, end: text.length },
  ];
  const open = (heading: Piece, depth: number, lineStart: number, bodyStart: number) => {
    sections.at(-1)!.end = lineStart;
    sections.push({ heading, depth, start: bodyStart, end: text.length });
  };
  const hidden = hiddenLines();
  let before: Piece | undefined;
  for (const line of linesFrom(text, from)) {
    const next = line.start + line.text.length + 1;
    if (hidden(line.text)) {
      before = undefined;
      continue;
    }
    const atx = ATX.exec(line.text);
    const under = UNDERLINE.exec(line.text);
    if (atx) open(titleIn(line, atx[0].length), atx[1]!.length, line.start, next);
    else if (under && before) open(titleIn(before, 0), under[1]![0] === '=' ? 1 : 2, before.start, next);
    before = !atx && PLAIN.test(line.text) ? line : undefined;
  }
  return sections.map(({ heading, depth, start, end }) => ({
    ...(heading && { heading }),
    depth,
    body: { text: text.slice(start, end), start },
  }));
}

function* linesFrom(text: string, from: number): Iterable<Piece> {
  for (let start = from; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    yield { text: text.slice(start, stop), start };
    start = stop + 1;
  }
}

/** Tells of one line after the other whether it lies in a block of code or in a comment. */
export function hiddenLines(): (line: string) => boolean {
  let closing: RegExp | undefined;
  return (line) => {
    if (closing) {
      if (closing.test(line)) closing = undefined;
      return true;
    }
    const fence = FENCE.exec(line)?.[1];
    if (fence !== undefined) closing = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*\\r?$`);
    else if (/^ {0,3}<!--/.test(line) && !line.includes('-->')) closing = /-->/;
    return closing !== undefined;
  };
}

/** The words of a heading without the marks around them. */
function titleIn({ text, start }: Piece, skip: number): Piece {
  const rest = text.slice(skip);
  const words = rest.trimEnd().replace(/(?<!\s)\s+#+$/, '');
  const lead = words.length - words.trimStart().length;
  return { text: words.trimStart(), start: start + skip + lead };
}
