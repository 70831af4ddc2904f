import { type Collection, ruleOf } from '../../../contract/kinds.ts';
import { type Anchor, atKey, atValue } from '../../../finding/place.ts';
import type { Document } from '../../../load/document.ts';
import type { DuplicateRow } from '../../model/contract.ts';
import { isRow, type Row, rowOf, textOf } from '../../reading/values.ts';

/** Where a row of a collection stands: its file, and its place in the list or key in the map. */
interface RowPlace {
  readonly file: string;
  readonly step: number | string;
}

/** Rows of one collection that share a key, within a file or over the files of a kind. */
export function duplicateRows(documents: readonly Document[]): DuplicateRow[] {
  const known = new Map<Collection, Map<string, RowPlace>>();
  const found: DuplicateRow[] = [];
  for (const document of documents) {
    if (!document.loaded) continue;
    for (const collection of ruleOf(document.kind).collections) {
      const seen = known.get(collection) ?? new Map<string, RowPlace>();
      known.set(collection, seen);
      eachRow(document, collection, (key, step) => {
        const place = { file: document.file, step };
        const first = seen.get(key);
        if (!first) seen.set(key, place);
        else found.push(duplicate(document, collection, key, place, first));
      });
    }
  }
  return found;
}

function duplicate(
  { kind }: Document,
  collection: Collection,
  key: string,
  place: RowPlace,
  first: RowPlace,
): DuplicateRow {
  const at = anchorOf(collection, place);
  return { kind, collection: collection.path.join('.'), key, at, first: anchorOf(collection, first) };
}

function anchorOf({ path, key }: Collection, { file, step }: RowPlace): Anchor {
  return typeof step === 'number' ? atValue(file, ...path, step, key[0]!) : atKey(file, ...path, step);
}

/** The rows of a collection that have a key; a map's keys count where the rows name no field of their own. */
function eachRow(
  document: Document,
  collection: Collection,
  tell: (key: string, step: number | string) => void,
): void {
  let node: unknown = document.data;
  for (const step of collection.path) node = rowOf(node)[step];
  if (Array.isArray(node)) {
    node.forEach((item, index) => {
      const key = keyOf(collection, rowOf(item));
      if (key !== undefined) tell(key, index);
    });
  } else if (isRow(node) && collection.key.length === 0) {
    for (const key of Object.keys(node)) tell(key, key);
  }
}

/** Fields after the first only tell rows of the same first field apart, and may be absent. */
function keyOf(collection: Collection, row: Row): string | undefined {
  const [first, ...rest] = collection.key;
  const id = first === undefined ? undefined : textOf(row[first]);
  if (id === undefined || rest.length === 0) return id;
  return [id, ...rest.flatMap((name) => textOf(row[name]) ?? [])].join(' of ');
}
