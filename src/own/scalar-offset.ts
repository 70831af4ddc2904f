import type { Span } from '../load/document.ts';

/** Where in a file the character at an offset of a YAML text value stands, whatever the value's style. */
export function scalarOffset(file: string, span: Span, value: string, offset: number): number {
  const style = file[span.start];
  const block = style === '|' || style === '>';
  let at = block ? file.indexOf('\n', span.start) + 1 : span.start + Number(style === '"' || style === "'");
  const indent = block
    ? firstIndent(file.slice(at, span.end)) - firstIndent(value)
    : Number.POSITIVE_INFINITY;
  if (block) at = afterIndent(file, at, indent);
  for (let i = 0; i < value.length && at < span.end; ) {
    const read = step(file, at, value[i]!, style, indent);
    if (i === offset && read.taken > 0) break;
    at = read.at;
    i += read.taken;
  }
  return Math.min(at, span.end);
}

/** Reads one character of the source: where the next one stands, and whether it stands for one of the value. */
function step(file: string, at: number, wanted: string, style: string | undefined, indent: number) {
  const char = file[at]!;
  if (char === '\n') {
    const taken = wanted === '\n' || wanted === ' ' ? 1 : 0;
    return { at: afterIndent(file, at + 1, indent), taken };
  }
  if (char === '\\' && style === '"')
    return { at: at + escapeLength(file, at), taken: Number(file[at + 1] !== '\n') };
  if (char === "'" && style === "'") return { at: at + 2, taken: 1 };
  return { at: at + 1, taken: Number(char === wanted) };
}

function escapeLength(file: string, at: number): number {
  const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
  return 2 + (digits[file[at + 1] ?? ''] ?? 0);
}

/** Blanks before the first line that is not empty. */
const firstIndent = (text: string): number => /^(?:[ \t]*\r?\n)*( *)/.exec(text)?.[1]?.length ?? 0;

function afterIndent(file: string, start: number, indent: number): number {
  let at = start;
  while (
    at - start < indent &&
    (file[at] === ' ' || (file[at] === '\t' && indent === Number.POSITIVE_INFINITY))
  )
    at++;
  return at;
}
