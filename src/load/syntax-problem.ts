import { type Document, visit, type YAMLError } from 'yaml';
import type { LoadProblem } from './problem.ts';

/** What the parser says of a text that is not YAML, at the place to mend. */
export function syntaxProblem(file: string, text: string, document: Document, error: YAMLError): LoadProblem {
  const start = Math.min(openQuote(document, error) ?? error.pos[0], text.length);
  return {
    kind: 'syntax',
    message: `this is not valid YAML: ${sentence(error)}`,
    at: { file, start, end: Math.max(start + 1, Math.min(error.pos[1], lineEnd(text, start))) },
    fatal: true,
  };
}

/** The parser notices a quote that nobody closed at the end of the file; the one to close stands far above. */
function openQuote(document: Document, error: YAMLError): number | undefined {
  if (!isUnclosedQuote(error)) return undefined;
  let start: number | undefined;
  visit(document, {
    Scalar: (_, node) => {
      if (node.type?.startsWith('QUOTE') && (node.range?.[1] ?? 0) >= error.pos[0]) start = node.range?.[0];
    },
  });
  return start;
}

const isUnclosedQuote = (error: YAMLError): boolean =>
  error.code === 'MISSING_CHAR' && /closing ['"]/.test(error.message);

function sentence(error: YAMLError): string {
  if (isUnclosedQuote(error)) return 'the quote that opens here is never closed; close it';
  if (/call stack/.test(error.message)) return 'it nests too deeply; flatten it';
  if (/^Flow \w+ in block collection/.test(error.message)) {
    return 'a "[" or "{" above is still open here; close it, or indent what it holds';
  }
  const known: Record<string, string> = {
    TAB_AS_INDENT: 'a tab indents this line; indent with spaces',
    BAD_INDENT: 'the indentation does not fit the lines above; align it with its neighbours',
    BLOCK_AS_IMPLICIT_KEY:
      'the text after the key holds ": " and reads as a second key; put the text in quotes',
    BAD_SCALAR_START: `${lower(error.message)}; put the value in quotes`,
    MULTILINE_IMPLICIT_KEY: 'a key runs over several lines; a ":" or a quote may be missing',
    MISSING_CHAR: `${lower(error.message)}; close the quote, bracket or brace, or add the ":"`,
    UNEXPECTED_TOKEN: `${lower(error.message)}; put text with special characters in quotes`,
  };
  return known[error.code] ?? lower(error.message);
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
