import type { Entry } from './entry.ts';

/** One path of which two trees say something else. */
export interface Edit {
  readonly path: string;
  readonly before?: Entry;
  readonly after?: Entry;
}

export function editsBetween(before: readonly Entry[], after: readonly Entry[]): Edit[] {
  const then = new Map(before.map((entry) => [entry.path, entry]));
  const edits = after.flatMap((entry): Edit[] => {
    const known = then.get(entry.path);
    then.delete(entry.path);
    if (!known) return [{ path: entry.path, after: entry }];
    if (known.id === entry.id && known.mode === entry.mode) return [];
    return [{ path: entry.path, before: known, after: entry }];
  });
  return [...edits, ...[...then.values()].map((entry) => ({ path: entry.path, before: entry }))];
}
