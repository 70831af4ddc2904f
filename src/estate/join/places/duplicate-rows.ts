import { type Collection, EACH, ruleOf } from '../../../contract/kinds.ts';
import { type Anchor, atKey, atValue, type DataPath } from '../../../finding/place.ts';
import type { Document } from '../../../load/document.ts';
import type { DuplicateRow } from '../../model/contract.ts';
import { isRow, type Row, rowOf, textOf } from '../../reading/values.ts';

/** Where a row of a collection stands: its file, and its place in the list or key in the map. */
interface RowPlace {
  readonly file: string;
  readonly path: DataPath;
}

/** Rows of one collection that share a key, within a file or over the files of a kind. */
export function duplicateRows(documents: readonly Document[]): DuplicateRow[] {
  const known = new Map<Collection, Map<string, RowPlace>>();
  const found: DuplicateRow[] = [];
  for (const { loaded, kind, file, data } of documents) {
    if (!loaded) continue;
    for (const collection of ruleOf(kind).collections) {
      const seen = known.get(collection) ?? new Map<string, RowPlace>();
      known.set(collection, seen);
      for (const { rows, path } of listsAt(data, collection.path)) {
        // Lists within rows are told apart by the row: what stands in two of them stands in each once.
        const scope = collection.path.includes(EACH) ? `${file} ${path.join('.')} ` : '';
        eachRow(rows, collection, (key, step) => {
          const place = { file, path: [...path, step] };
          const first = seen.get(scope + key);
          if (!first) seen.set(scope + key, place);
          else found.push(duplicate(kind, collection, key, place, first));
        });
      }
    }
  }
  return found;
}

function duplicate(
  kind: Document['kind'],
  collection: Collection,
  key: string,
  place: RowPlace,
  first: RowPlace,
): DuplicateRow {
  const name = collection.path.slice(collection.path.lastIndexOf(EACH) + 1).join('.');
  const at = anchorOf(collection, place);
  return { kind, collection: name, key, at, first: anchorOf(collection, first) };
}

function anchorOf({ key }: Collection, { file, path }: RowPlace): Anchor {
  return typeof path.at(-1) === 'number' ? atValue(file, ...path, key[0]!) : atKey(file, ...path);
}

/** What stands at a path, once for each row that it leads through. */
function listsAt(
  node: unknown,
  [step, ...rest]: readonly string[],
  path: DataPath = [],
): { rows: unknown; path: DataPath }[] {
  if (step === undefined) return [{ rows: node, path }];
  if (step !== EACH) return listsAt(rowOf(node)[step], rest, [...path, step]);
  const members = Array.isArray(node) ? [...node.entries()] : Object.entries(rowOf(node));
  return members.flatMap(([at, member]) => listsAt(member, rest, [...path, at]));
}

/** The rows of a collection that have a key; a map's keys count where the rows name no field of their own. */
function eachRow(
  rows: unknown,
  collection: Collection,
  tell: (key: string, step: number | string) => void,
): void {
  if (Array.isArray(rows)) {
    rows.forEach((item, index) => {
      const key = keyOf(collection, rowOf(item));
      if (key !== undefined) tell(key, index);
    });
  } else if (isRow(rows) && collection.key.length === 0) {
    for (const key of Object.keys(rows)) tell(key, key);
  }
}

/** Fields after the first only tell rows of the same first field apart, and may be absent. */
function keyOf(collection: Collection, row: Row): string | undefined {
  const [first, ...rest] = collection.key;
  const id = first === undefined ? undefined : textOf(row[first]);
  if (id === undefined || rest.length === 0) return id;
  return [id, ...rest.flatMap((name) => textOf(row[name]) ?? [])].join(' of ');
}
