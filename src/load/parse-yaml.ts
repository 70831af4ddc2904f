import { type Document, isCollection, isMap, type Pair, parseAllDocuments } from 'yaml';
import type { Locate } from './document.ts';
import { duplicateKey } from './duplicate-key.ts';
import { locateIn } from './locate-yaml.ts';
import { tooDeepAt } from './nesting.ts';
import { PlainData, TooLarge } from './plain.ts';
import type { LoadProblem } from './problem.ts';
import { quickYaml } from './quick-yaml.ts';
import { syntaxProblem } from './syntax-problem.ts';

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

/**
 * Parses all documents of a YAML text into one value; several maps merge by root key, later ones winning. Most texts are simple
 * and never need more than their data: places are worked out by the whole parser when somebody asks.
 */
export function parseYaml(file: string, text: string, quick = () => quickYaml(text)): ParsedYaml {
  const data = quick();
  return data ? { data, problems: [], locate: locatedWhenAsked(text) } : parseWholeYaml(file, text);
}

function locatedWhenAsked(text: string): Locate {
  let locate: Locate | undefined;
  return (path, on) => {
    locate ??= locateIn(parseDocuments(text));
    return locate(path, on);
  };
}

/** The same by the parser that knows every place and all of YAML, at some ten times the cost. */
export function parseWholeYaml(file: string, text: string): ParsedYaml {
  const deep = tooDeepAt(text);
  if (deep !== undefined) return brokenYaml([], tooDeep(file, deep));
  const documents = parseDocuments(text);
  const broken = documents.find((document) => document.errors.length > 0);
  if (broken) return brokenYaml(documents, syntaxProblem(file, text, broken, broken.errors[0]!));
  try {
    return plainYaml(file, documents);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return brokenYaml(documents, tooLarge(file, error));
  }
}

function parseDocuments(text: string): Document[] {
  const parsed = parseAllDocuments(text, OPTIONS);
  return (Array.isArray(parsed) ? [...parsed] : []) as Document[];
}

function plainYaml(file: string, documents: readonly Document[]): ParsedYaml {
  const problems: LoadProblem[] = [];
  const values = documents.map((document) => {
    const plain = new PlainData(file);
    const data = plain.of(document.contents);
    problems.push(...plain.problems);
    return data;
  });
  problems.push(...hiddenParts(file, documents));
  return { data: together(documents, values), problems, locate: locateIn(documents) };
}

/** Lists and maps of one document that a later document of the file hides; plain values there are metadata. */
function hiddenParts(file: string, documents: readonly Document[]): LoadProblem[] {
  const first = new Map<string, Pair>();
  return documents.flatMap((document) => {
    const pairs = isMap(document.contents) ? document.contents.items.filter(holdsParts) : [];
    const hidden = pairs.flatMap((pair) => {
      const before = first.get(String(pair.key));
      return before ? [duplicateKey(file, String(pair.key), 'file', before, pair)] : [];
    });
    for (const pair of pairs) first.set(String(pair.key), pair);
    return hidden;
  });
}

const holdsParts = (pair: Pair): boolean => isCollection(pair.value);

function together(documents: readonly Document[], values: readonly unknown[]): unknown {
  const maps = values.filter((_, index) => isMap(documents[index]?.contents));
  if (maps.length > 1) return Object.assign({}, ...maps);
  return maps[0] ?? values.find((value) => value !== null) ?? null;
}

function brokenYaml(documents: readonly Document[], problem: LoadProblem): ParsedYaml {
  return { data: null, problems: [problem], locate: locateIn(documents) };
}

function tooDeep(file: string, at: number): LoadProblem {
  const message = 'this is not valid YAML: it nests too deeply; flatten it';
  return { kind: 'syntax', message, at: { file, start: at, end: at + 1 }, fatal: true };
}

function tooLarge(file: string, { message, at }: TooLarge): LoadProblem {
  return {
    kind: 'aliases',
    message: `this file is not read: ${message}. Write the repeated parts out, or split the file`,
    at: { file, start: at, end: at + 1 },
    fatal: true,
  };
}
