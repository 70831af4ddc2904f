import { partsOf } from '../estate/join/loops/loop-headings.ts';
import { sectionsOf } from '../estate/join/loops/loop-sections.ts';
import type { Section } from '../estate/join/loops/loop-text.ts';
import type { Document } from '../load/document.ts';
import type { TextEdit } from './text-edit.ts';

/** What closing writes into a loop's scope. */
export interface Closing {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly runKeys: readonly string[];
}

/** Edits that close a scope: its status, the date, and the run keys below the receipts heading. */
export function closeScope(document: Document, closing: Closing): TextEdit[] {
  const data = document.data as Readonly<Record<string, unknown>> | null;
  const newline = document.text.includes('\r\n') ? '\r\n' : '\n';
  const status = data?.status === undefined ? undefined : document.locate(['status'], 'value');
  const head =
    status === undefined
      ? withoutStatus(document, closing.date, newline)
      : withStatus(document, status, closing.date, newline);
  return [...head, ...receiptEdits(document, closing.runKeys, newline)];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The status becomes closed, and the date stands where one stood, else on a line of the same make below it. */
function withStatus(
  { text, data, locate }: Document,
  status: Span,
  date: string,
  newline: string,
): TextEdit[] {
  const fields = data as Readonly<Record<string, unknown>>;
  const first = wordIn(text, status, String(fields.status));
  const line = lineAround(text, status.start);
  const edits: TextEdit[] = [{ ...first, text: 'closed' }];
  const key = ['closed', 'closed_at'].find((name) => Object.hasOwn(fields, name));
  if (key !== undefined)
    return [...edits, dateEdit(text, locate([key], 'value'), locate([key], 'key'), date)];
  const before = text.slice(line.start, first.start).replace(/status/i, sameCase('closed'));
  const after = text.slice(first.end, line.end).match(/^["'*_]*/)![0];
  return [...edits, { start: line.end, end: line.end, text: `${newline}${before}${date}${after}` }];
}

const sameCase = (word: string) => (found: string) =>
  found === found.toUpperCase()
    ? word.toUpperCase()
    : found[0] === found[0]!.toUpperCase()
      ? word[0]!.toUpperCase() + word.slice(1)
      : word;

/** An empty value has no place of its own: the date goes behind its key. */
function dateEdit(text: string, value: Span, key: Span, date: string): TextEdit {
  if (value.start === key.start && value.end === key.end && /^\s*:/.test(text.slice(key.end))) {
    const colon = text.indexOf(':', key.end) + 1;
    return { start: colon, end: colon, text: ` ${date}` };
  }
  const written = text.slice(value.start, value.end);
  const quote = /^(["']).*\1$/s.exec(written)?.[1] ?? '';
  const label = /^[^\n]*?:(?:\*\*)?[ \t]+/.exec(written)?.[0] ?? '';
  return { ...value, text: `${label}${quote}${date}${quote}` };
}

/** The first word of the value, where the place holds more than the value. */
function wordIn(text: string, span: Span, value: string): Span {
  const word = /[A-Za-z][\w-]*/.exec(value)?.[0] ?? value;
  const at = text.slice(span.start, span.end).lastIndexOf(value);
  const start = span.start + Math.max(0, at) + Math.max(0, value.indexOf(word));
  return { start, end: start + word.length };
}

function lineAround(text: string, offset: number): Span {
  const end = text.indexOf('\n', offset);
  const stop = end < 0 ? text.length : end;
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: text[stop - 1] === '\r' ? stop - 1 : stop };
}

/** A scope without a status gets one: at the end of its front matter, else below its title. */
function withoutStatus({ text, bodyStart = 0 }: Document, date: string, newline: string): TextEdit[] {
  if (bodyStart > 0) {
    const fence = text.lastIndexOf('---', bodyStart);
    const lines = `status: closed${newline}closed: ${date}${newline}`;
    return [{ start: fence, end: fence, text: lines }];
  }
  const title = /^#\s.*$/m.exec(text);
  const at = title ? lineAround(text, title.index).end : 0;
  const lines = [`**Status:** closed`, '', `**Closed:** ${date}`];
  const block = title ? ['', '', ...lines].join(newline) : [...lines, '', ''].join(newline);
  return [{ start: at, end: at, text: block }];
}

/** Run keys that are not there yet: at the end of the receipts, else below a heading of their own at the end. */
function receiptEdits(document: Document, runKeys: readonly string[], newline: string): TextEdit[] {
  const run = partsOf(sectionsOf(document)).get('receipts')?.[0];
  const missing = runKeys.filter((key) => !textOfRun(run).includes(key));
  if (missing.length === 0) return [];
  const { text } = document;
  const items = missing.map((key) => `- ${key}`).join(newline);
  if (!run) {
    const gap = text.endsWith('\n') ? newline : newline + newline;
    return [
      {
        start: text.length,
        end: text.length,
        text: `${gap}## Receipts${newline}${newline}${items}${newline}`,
      },
    ];
  }
  const lines = run[0]!.lines;
  const last = lines.at(-1);
  const heading = run[0]!.heading!;
  const at = lineAround(
    text,
    last ? last.start + last.text.trimEnd().length : heading.start + heading.text.length,
  ).end;
  const list = last?.kind === 'item' ? newline : newline + newline;
  return [{ start: at, end: at, text: list + items }];
}

const textOfRun = (run: readonly Section[] | undefined): string =>
  (run ?? []).flatMap((section) => section.lines.map((line) => line.text)).join('\n');
