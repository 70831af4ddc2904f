import type { Anchor, DataPath } from '../finding/place.ts';
import type { Locate, Span } from './document.ts';
import { parseYaml } from './parse-yaml.ts';
import type { LoadProblem } from './problem.ts';

export interface FrontMatter {
  readonly data: Record<string, unknown>;
  readonly problems: readonly LoadProblem[];
  readonly locate: Locate;
  /** Offset of the Markdown text after the front matter. */
  readonly bodyStart: number;
}

const FENCED = /^---[ \t]*\r?\n([\s\S]*?)(?:^---[ \t]*(?:\r?\n|$))/m;
const OPENED = /^---[ \t]*\r?\n[A-Za-z_][\w-]*:(?:\s|$)/;
const LINE = /^([A-Za-z_][\w-]*):[ \t]*(.*)$/;

/** The front matter of a Markdown text: strict YAML first, line by line when that fails, prose markers when none is there. */
export function readFrontMatter(file: string, text: string): FrontMatter {
  const fence = text.startsWith('---') ? FENCED.exec(text) : null;
  if (fence?.index !== 0) return OPENED.test(text) ? unclosed(file, text) : fromProse(text);
  const inner = fence[1]!;
  const offset = fence[0].indexOf(inner, 3);
  const bodyStart = fence[0].length;
  const parsed = parseYaml(file, inner);
  if (!parsed.problems.some((problem) => problem.fatal) && isRecord(parsed.data)) {
    return {
      data: parsed.data,
      problems: parsed.problems.map((problem) => moved(problem, offset)),
      locate: (path, on) => shift(parsed.locate(path, on), offset),
      bodyStart,
    };
  }
  const lines = readLines(inner, offset);
  return { ...lines, problems: [invalid(file, parsed.problems[0], offset)], bodyStart };
}

/** Without its closing fence the front matter is the lines up to the first blank one. */
function unclosed(file: string, text: string): FrontMatter {
  const offset = text.indexOf('\n') + 1;
  const length = text.slice(offset).search(/^\s*$/m);
  const bodyStart = length < 0 ? text.length : offset + length;
  const problem: LoadProblem = {
    kind: 'front-matter',
    message:
      'the front matter that opens here is never closed and was read up to the first blank line; close it with "---"',
    at: { file, start: 0, end: 3 },
    fatal: false,
  };
  return { ...readLines(text.slice(offset, bodyStart), offset), problems: [problem], bodyStart };
}

function invalid(file: string, problem: LoadProblem | undefined, offset: number): LoadProblem {
  const at = problem ? moved(problem, offset).at : { file, start: offset, end: offset + 1 };
  const reason = problem ? problem.message.replace(/^this is not valid YAML: /, '') : 'a map was expected';
  return {
    kind: 'front-matter',
    message: `the front matter is not valid YAML and was read line by line: ${reason}`,
    at,
    fatal: false,
  };
}

function moved({ at, related, ...problem }: LoadProblem, offset: number): LoadProblem {
  const further = related?.map((each) => ({ ...each, at: movedAnchor(each.at, offset) }));
  return { ...problem, at: movedAnchor(at, offset), ...(further && { related: further }) };
}

const movedAnchor = (at: Anchor, offset: number): Anchor =>
  'start' in at ? { ...at, ...shift(at, offset) } : at;

const shift = (span: Span, by: number): Span => ({ start: span.start + by, end: span.end + by });

/** `key: rest of the line` as text; indented and `- ` lines belong to the key above. */
function readLines(inner: string, offset: number): Pick<FrontMatter, 'data' | 'locate'> {
  const data: Record<string, unknown> = {};
  const spans = new Map<string, { key: Span; value: Span }>();
  let current: string | undefined;
  let start = offset;
  for (const raw of inner.split('\n')) {
    const line = raw.replace(/\r$/, '');
    const match = LINE.exec(line);
    if (match) {
      current = match[1]!;
      const value = start + line.length - match[2]!.length;
      spans.set(current, {
        key: { start, end: start + current.length },
        value: { start: value, end: start + line.length },
      });
      data[current] = lineValue(match[2]!);
    } else if (current !== undefined && line.trim() !== '') append(data, current, line.trim());
    start += raw.length + 1;
  }
  return { data, locate: locateSpans(spans) };
}

function lineValue(text: string): unknown {
  const list = /^\[(.*)\]$/.exec(text.trim());
  if (list) return list[1]!.split(',').map(unquote).filter(Boolean);
  return text.trim() === '' ? null : unquote(text);
}

function append(data: Record<string, unknown>, key: string, line: string): void {
  const item = /^-\s+(.*)$/.exec(line);
  const before = data[key];
  if (item) data[key] = [...(Array.isArray(before) ? before : []), unquote(item[1]!)];
  else if (Array.isArray(before)) data[key] = [...before.slice(0, -1), `${before.at(-1)} ${line}`];
  else data[key] = typeof before === 'string' ? `${before} ${line}` : line;
}

const unquote = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

/** Metadata in prose: `> **Status:** x`, `**Status:** x`, `- **Status:** x`, `## Status: x`. */
function fromProse(text: string): FrontMatter {
  const data: Record<string, unknown> = {};
  const spans = new Map<string, { key: Span; value: Span }>();
  const marker =
    /^(?:>\s*|[-*]\s+|#{1,6}\s+)?(?:\*\*)?([A-Za-z][A-Za-z _-]{0,30}?)(?::\*\*|\*\*:|:)[ \t]+(.+)$/gm;
  for (const match of text.matchAll(marker)) {
    const key = match[1]!.trim().toLowerCase().replace(/[ -]+/g, '_');
    if (Object.hasOwn(data, key) || !/[>*#-]/.test(match[0][0]!)) continue;
    data[key] = unquote(match[2]!.replace(/\*\*$/, ''));
    const end = match.index + match[0].trimEnd().length;
    spans.set(key, { key: { start: match.index, end }, value: { start: match.index, end } });
  }
  return { data, problems: [], locate: locateSpans(spans), bodyStart: 0 };
}

function locateSpans(spans: ReadonlyMap<string, { key: Span; value: Span }>): Locate {
  return (path: DataPath, on) => {
    const found = spans.get(String(path[0]));
    return found ? found[on] : { start: 0, end: 0 };
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
