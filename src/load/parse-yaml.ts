import { type Document, isMap, parseAllDocuments, type YAMLError } from 'yaml';
import type { Locate } from './document.ts';
import { locateIn } from './locate-yaml.ts';
import { PlainData, TooLarge } from './plain.ts';
import type { LoadProblem } from './problem.ts';

export interface ParsedYaml {
  readonly data: unknown;
  readonly problems: readonly LoadProblem[];
  readonly locate: Locate;
}

const OPTIONS = {
  version: '1.2',
  uniqueKeys: false,
  strict: false,
  logLevel: 'silent',
  prettyErrors: false,
  keepSourceTokens: false,
} as const;

/** Parses all documents of a YAML text into one value; several maps merge by root key, later ones winning. */
export function parseYaml(file: string, text: string): ParsedYaml {
  const documents = parseDocuments(text);
  const broken = documents.flatMap((document) => document.errors)[0];
  if (broken) return brokenYaml(documents, syntaxProblem(file, text, broken));
  try {
    return plainYaml(file, documents);
  } catch (error) {
    if (!(error instanceof TooLarge) && !(error instanceof RangeError)) throw error;
    const message = error instanceof TooLarge ? error.message : 'it nests too deeply';
    return brokenYaml(documents, aliasProblem(file, text, message));
  }
}

function parseDocuments(text: string): Document[] {
  const parsed = parseAllDocuments(text, OPTIONS);
  return (Array.isArray(parsed) ? [...parsed] : []) as Document[];
}

function plainYaml(file: string, documents: readonly Document[]): ParsedYaml {
  const problems: LoadProblem[] = [];
  const values = documents.map((document) => {
    const plain = new PlainData(file, document);
    const data = plain.of(document.contents);
    problems.push(...plain.problems);
    return data;
  });
  return { data: together(documents, values), problems, locate: locateIn(documents) };
}

function together(documents: readonly Document[], values: readonly unknown[]): unknown {
  const maps = values.filter((_, index) => isMap(documents[index]?.contents));
  if (maps.length > 1) return Object.assign({}, ...maps);
  return maps[0] ?? values.find((value) => value !== null) ?? null;
}

function brokenYaml(documents: readonly Document[], problem: LoadProblem): ParsedYaml {
  return { data: null, problems: [problem], locate: locateIn(documents) };
}

function syntaxProblem(file: string, text: string, error: YAMLError): LoadProblem {
  const start = Math.min(error.pos[0], text.length);
  return {
    kind: 'syntax',
    message: `this is not valid YAML: ${sentence(error)}`,
    at: { file, start, end: Math.max(start + 1, Math.min(error.pos[1], lineEnd(text, start))) },
    fatal: true,
  };
}

function sentence(error: YAMLError): string {
  const known: Record<string, string> = {
    TAB_AS_INDENT: 'a tab indents this line; indent with spaces',
    BAD_INDENT: 'the indentation does not fit the lines above; align it with its neighbours',
    BLOCK_AS_IMPLICIT_KEY:
      'the text after the key holds ": " and reads as a second key; put the text in quotes',
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

function aliasProblem(file: string, text: string, message: string): LoadProblem {
  const start = Math.max(0, text.indexOf('&'));
  return {
    kind: 'aliases',
    message: `this file is not read: ${message}. Write the repeated parts out, or split the file`,
    at: { file, start, end: start + 1 },
    fatal: true,
  };
}
