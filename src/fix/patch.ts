import type { Estate } from '../estate/model/estate.ts';
import type { Change, Rewrite } from './change.ts';
import { Pieces } from './pieces.ts';
import { yamlEdits } from './yaml/edits.ts';

/** Files that a run edits, with what was in them before. */
export type Patch = ReadonlyMap<string, Pieces>;

export const NOTHING: Patch = new Map();

/** The patch with more changes, worked out against it; undefined when one of them cannot be made. */
export function withChanges(
  patch: Patch,
  changes: readonly Change[],
  textOf: (file: string) => string,
): Patch | undefined {
  const files = new Map(patch);
  const own = (file: string): Pieces => {
    const known = files.get(file);
    const pieces =
      known === undefined ? new Pieces(textOf(file)) : known === patch.get(file) ? known.copy() : known;
    files.set(file, pieces);
    return pieces;
  };
  const rewrites = changes.filter((change) => change.kind === 'text');
  for (const file of new Set(rewrites.map((rewrite) => rewrite.file))) {
    own(file).apply(distinct(rewrites.filter((rewrite) => rewrite.file === file)));
  }
  for (const change of changes) {
    if (change.kind === 'text') continue;
    const pieces = own(change.file);
    if (change.kind === 'file') {
      if (pieces.text === '') pieces.apply([{ start: 0, end: 0, text: change.text }]);
      continue;
    }
    const edits = yamlEdits(pieces.text, change);
    if (!edits) return undefined;
    pieces.apply(edits);
  }
  return files;
}

/** Spans are of the text before: two proposals may rewrite one number, once. */
const distinct = (rewrites: readonly Rewrite[]): Rewrite[] => [
  ...new Map(rewrites.map((rewrite) => [rewrite.start, rewrite])).values(),
];

export const textsOf = (patch: Patch): Map<string, string> =>
  new Map([...patch].map(([file, pieces]) => [file, pieces.text]));

/** The texts of an estate as they were read. */
export const textIn =
  ({ estate }: { readonly estate: Estate }) =>
  (file: string): string =>
    estate.documents.find((document) => document.file === file)?.text ?? '';
