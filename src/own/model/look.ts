import type { Estate } from '../../estate/model/estate.ts';
import { type Anchor, atValue, type DataPath, isSpan, type PathAnchor } from '../../finding/place.ts';
import { plainData } from './plain-data.ts';

/** What views ask for besides their own entity. */
export interface Look {
  readonly estate: Estate;
  /** The map that holds what stands at a place, or is it: the row of an entity, as data; null where there is none. */
  readonly row: (anchor: Anchor | undefined) => unknown;
  /** The place of a key of that row, with keys below it; undefined where the row has no such key. */
  readonly inRow: (anchor: Anchor, keys: readonly string[]) => Anchor | undefined;
}

export function lookOf(estate: Estate): Look {
  const byFile = new Map(estate.documents.map((document) => [document.file, document.data]));
  const known = new WeakMap<object, unknown>();
  const once = (data: unknown) => {
    if (data === null || typeof data !== 'object') return plainData(data);
    if (!known.has(data)) known.set(data, plainData(data));
    return known.get(data);
  };
  const rowPath = ({ file, path }: PathAnchor) => {
    let at = path;
    while (at.length > 0 && !isMap(valueAt(byFile.get(file), at))) at = at.slice(0, -1);
    return at;
  };
  return {
    estate,
    row: (anchor) =>
      anchor === undefined || isSpan(anchor)
        ? null
        : once(valueAt(byFile.get(anchor.file), rowPath(anchor)) ?? null),
    inRow: (anchor, keys) => {
      if (isSpan(anchor)) return undefined;
      const path = [...rowPath(anchor), ...keys];
      return valueAt(byFile.get(anchor.file), path) === undefined ? undefined : atValue(anchor.file, ...path);
    },
  };
}

const isMap = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueAt(data: unknown, path: DataPath): unknown {
  let value = data;
  for (const step of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
