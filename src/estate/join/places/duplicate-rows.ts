import { type Collection, ruleOf } from '../../../contract/kinds.ts';
import { type Anchor, atKey, atValue } from '../../../finding/place.ts';
import type { Document } from '../../../load/document.ts';
import type { DuplicateRow } from '../../model/contract.ts';
import { isRow, type Row, rowOf, textOf } from '../../reading/values.ts';

interface KeyedRow {
  readonly key: string;
  readonly at: Anchor;
}

/** Rows of one collection that share a key, within a file or over the files of a kind. */
export function duplicateRows(documents: readonly Document[]): DuplicateRow[] {
  const seen = new Map<string, Anchor>();
  return documents.flatMap((document) =>
    document.loaded
      ? ruleOf(document.kind).collections.flatMap((collection) => duplicatesIn(document, collection, seen))
      : [],
  );
}

function duplicatesIn(document: Document, collection: Collection, seen: Map<string, Anchor>): DuplicateRow[] {
  const name = collection.path.join('.');
  return keyedRows(document, collection).flatMap(({ key, at }) => {
    const id = `${document.kind}\0${name}\0${key}`;
    const first = seen.get(id);
    if (!first) {
      seen.set(id, at);
      return [];
    }
    return [{ kind: document.kind, collection: name, key, at, first }];
  });
}

function keyedRows(document: Document, collection: Collection): KeyedRow[] {
  const { file } = document;
  let node: unknown = document.data;
  for (const step of collection.path) node = rowOf(node)[step];
  if (Array.isArray(node)) {
    return node.flatMap((item, index) => listRow(file, collection, rowOf(item), index));
  }
  if (!isRow(node) || collection.key.length > 0) return [];
  return Object.keys(node).map((key) => ({ key, at: atKey(file, ...collection.path, key) }));
}

/** Fields after the first only tell rows of the same first field apart, and may be absent. */
function listRow(file: string, collection: Collection, row: Row, index: number): KeyedRow[] {
  const [first, ...rest] = collection.key;
  const id = first === undefined ? undefined : textOf(row[first]);
  if (first === undefined || id === undefined) return [];
  const key = [id, ...rest.flatMap((name) => textOf(row[name]) ?? [])].join(' of ');
  return [{ key, at: atValue(file, ...collection.path, index, first) }];
}
