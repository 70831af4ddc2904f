import type { DataPath } from '../../src/finding/place.ts';
import type { Document } from '../../src/load/document.ts';
import { EMPTY_TREE } from '../../src/load/empty-tree.ts';
import { lineStarts, placeOf } from '../../src/load/lines.ts';
import { loadContracts } from '../../src/load/load.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { resolver } from '../../src/load/resolve.ts';

/** What is told of the contracts among some files: their kinds, notes, problems, and each value with its place. */
export function toldDocuments(files: Readonly<Record<string, string>>): string[] {
  const tree = overlayTree(EMPTY_TREE, new Map(Object.entries(files)));
  return loadContracts(tree, { add: [], ignore: ['ignored/**'] }).flatMap(told);
}

function told(document: Document): string[] {
  const { file, kind, loaded, text, header, problems, data, bodyStart } = document;
  const starts = lineStarts(text);
  const resolve = resolver([document], () => text);
  const between = (span: { start: number; end: number }) => {
    const { line, column, endLine, endColumn } = placeOf(file, text, starts, span);
    return `${line}:${column}-${endLine}:${endColumn}`;
  };
  const at = (anchor: LoadProblemPlace) => {
    const { line, column, endLine, endColumn } = resolve(anchor);
    return `${line}:${column}-${endLine}:${endColumn}`;
  };
  return [
    `${kind} ${file}${loaded ? '' : ', not loaded'}${bodyStart === undefined ? '' : `, text from ${bodyStart}`}`,
    ...header.map(({ key, value, span }) => `note ${key}: ${value} at ${between(span)}`),
    ...problems.flatMap((problem) => [
      `${problem.fatal ? 'fatal' : 'problem'} ${problem.kind} at ${at(problem.at)}: ${problem.message}`,
      ...(problem.related ?? []).map((other) => `  see ${at(other.at)}: ${other.message}`),
    ]),
    ...pathsOf(data).map(({ path, shown }) => {
      const [key, value] = (['key', 'value'] as const).map((on) => between(document.locate(path, on)));
      return `${path.join(' > ') || '(all)'}: ${shown} at ${value}${key === value ? '' : `, key at ${key}`}`;
    }),
  ];
}

type LoadProblemPlace = Document['problems'][number]['at'];

/** Every place of some data, and what is no list or map there. */
function pathsOf(data: unknown, path: DataPath = []): { path: DataPath; shown: string }[] {
  const isHolder = typeof data === 'object' && data !== null && path.length < 6;
  const own = { path, shown: isHolder ? (Array.isArray(data) ? '[]' : '{}') : JSON.stringify(data) };
  if (!isHolder) return [own];
  const steps: [string | number, unknown][] = Array.isArray(data)
    ? data.map((item, index) => [index, item])
    : Object.entries(data);
  return [own, ...steps.flatMap(([step, item]) => pathsOf(item, [...path, step]))];
}
