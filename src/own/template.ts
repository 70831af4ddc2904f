import { printable } from '../finding/printable.ts';

/** A part of a message: text as it is, or an expression with its place in the template. */
export type TemplatePart =
  | { readonly text: string }
  | { readonly source: string; readonly start: number; readonly end: number };

/** What is wrong with a template, at offsets of its text. */
export interface TemplateProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Splits `owner of {guest.key}` into text and expressions; `{{` and `}}` stand for braces. */
export function templateParts(template: string): TemplatePart[] | TemplateProblem {
  const parts: TemplatePart[] = [];
  let text = '';
  for (let at = 0; at < template.length; at++) {
    const char = template[at]!;
    if ((char === '{' || char === '}') && template[at + 1] === char) {
      text += char;
      at++;
    } else if (char === '}') {
      return { message: 'this "}" closes nothing; write "}}" for a brace', start: at, end: at + 1 };
    } else if (char === '{') {
      const end = closing(template, at + 1);
      if (end < 0) {
        return { message: 'this "{" is never closed; write "{{" for a brace', start: at, end: at + 1 };
      }
      parts.push({ text }, { source: template.slice(at + 1, end), start: at + 1, end });
      text = '';
      at = end;
    } else text += char;
  }
  return [...parts, { text }];
}

/** The brace that closes an expression: not one in a text, nor one of a map. */
function closing(template: string, from: number): number {
  let depth = 0;
  let quote: string | undefined;
  for (let at = from; at < template.length; at++) {
    const char = template[at]!;
    if (quote !== undefined) {
      if (char === '\\') at++;
      else if (char === quote) quote = undefined;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '{') depth++;
    else if (char === '}' && depth-- === 0) return at;
  }
  return -1;
}

const MAX_SHOWN = 200;

/** A value as it stands in a message: texts as they are, lists with commas, cut when long. */
export function shown(value: unknown): string {
  const text = printable(words(value)).replace(/\s+/g, ' ');
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
}

/** Parts of parts are not written out: a value may hold one part many times over. */
function words(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value === null || typeof value !== 'object') return String(value);
  if (depth > 1) return '…';
  if (Array.isArray(value)) {
    return value
      .slice(0, MAX_SHOWN)
      .map((item) => words(item, depth + 1))
      .join(', ');
  }
  const entries = Object.entries(value).slice(0, MAX_SHOWN);
  return `{${entries.map(([key, item]) => `${key}: ${words(item, depth + 1)}`).join(', ')}}`;
}
