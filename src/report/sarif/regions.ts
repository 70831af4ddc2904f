import type { Place } from '../../finding/place.ts';
import { lineStarts } from '../../load/lines.ts';
import { pathFromGitRoot, uriOf } from '../uri.ts';

/** The base of all paths in a log: the root of the repository, wherever it is checked out. */
export const SOURCE_ROOT = 'SRCROOT';

/** Longest source text that a region repeats, in UTF-16 code units. */
const MAX_SNIPPET = 2000;

/** Turns a place into a `physicalLocation`, with the source text where it is short. */
export type Locate = (place: Place) => object;

export function locator(estate: string, textOf: (file: string) => string): Locate {
  const files = new Map<string, { text: string; starts: number[] }>();
  const sourceOf = (file: string) => {
    const known = files.get(file);
    if (known) return known;
    const text = textOf(file);
    const source = { text, starts: lineStarts(text) };
    files.set(file, source);
    return source;
  };
  return (place) => {
    const { text, starts } = sourceOf(place.file);
    return {
      artifactLocation: { uri: uriOf(pathFromGitRoot(estate, place.file)), uriBaseId: SOURCE_ROOT },
      region: regionOf(place, text, starts),
      ...contextOf(place, text, starts),
    };
  };
}

function regionOf(place: Place, text: string, starts: readonly number[]) {
  const from = (starts[place.line - 1] ?? text.length) + place.column - 1;
  const to = (starts[place.endLine - 1] ?? text.length) + place.endColumn - 1;
  return {
    startLine: place.line,
    startColumn: place.column,
    endLine: place.endLine,
    endColumn: place.endColumn,
    ...snippetOf(text.slice(from, to)),
  };
}

/** The whole lines of the place and one to either side. */
function contextOf({ line, endLine }: Place, text: string, starts: readonly number[]) {
  const startLine = Math.max(1, line - 1);
  const lastLine = Math.min(starts.length, endLine + 1);
  const lines = text.slice(starts[startLine - 1], starts[lastLine]);
  const snippet = snippetOf(lines);
  return 'snippet' in snippet ? { contextRegion: { startLine, endLine: lastLine, ...snippet } } : {};
}

const snippetOf = (text: string) => (text === '' || text.length > MAX_SNIPPET ? {} : { snippet: { text } });
