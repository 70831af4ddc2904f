import { isRow } from '../../estate/reading/values.ts';
import type { DataPath } from '../../finding/place.ts';
import type { Document } from '../../load/document.ts';
import type { Change } from '../change.ts';
import { isScalar, pathsIn, valueAt } from './data.ts';
import type { Field } from './fields.ts';
import { type Edit, inText } from './page-edits.ts';
import { rowsLike } from './rows.ts';
import type { Spot } from './spots.ts';
import { type About, valuesFor, variantsOf } from './values.ts';

/** An edit that may satisfy the gate. */
export interface Candidate {
  readonly changes: readonly Change[];
  /** What sort of edit it is: what satisfied one finding of a gate likely satisfies the next. */
  readonly sort: string;
  /** How much it changes, and how far from the finding. */
  readonly weight: number;
}

/** How many characters more a step away from the finding weighs. */
const STEP_AWAY = 60;

const MOST_VALUES = 10;

/** Edits of contracts that may satisfy a gate, each once, the smallest and nearest first. */
export function candidatesFor(about: About): Candidate[] {
  const all = new Map<string, Candidate>();
  for (const [changes, sort, rank] of edits(about)) {
    const text = JSON.stringify(changes);
    const weight = changes.reduce((sum, change) => sum + sizeOf(change), 0) + rank * STEP_AWAY;
    const known = all.get(text);
    if (!known || known.weight > weight) all.set(text, { changes, sort, weight });
  }
  return [...all.values()].sort((a, b) => a.weight - b.weight);
}

function* edits(about: About): Generator<Edit> {
  for (const spot of about.spots) {
    yield* atScalar(spot, about);
    yield* inRow(spot, about);
    yield* inList(spot, about);
    yield* inText(spot, about);
  }
  yield* inNamedLists(about);
  for (const change of rowsLike(about.finding, about.estate, about.spots, about.hints)) {
    yield [[change], `row ${change.file}`, 1];
  }
}

/** Another value where a scalar stands, or the entry or key away where the law speaks of that. */
function* atScalar(spot: Spot, about: About): Generator<Edit> {
  const { document, path, rank } = spot;
  const { file } = document;
  const value = valueAt(document.data, path);
  const field = rank < 2 && path.length > 0 ? about.fields.at(document, path) : undefined;
  // A list or map is replaced only where the contract does not fit its schema for it.
  if (field && (isScalar(value) || !document.loaded)) yield* otherValues(spot, path, field, value, about);
  if (path.length > 1 && rank < 2 && about.hints.mayLeave) {
    yield [[{ kind: 'drop', file, path }], 'drop', rank + 1];
    const row = path.slice(0, -1);
    if (typeof row.at(-1) === 'number') yield [[{ kind: 'drop', file, path: row }], 'drop row', rank + 2];
  }
}

function* otherValues(
  { document, rank }: Spot,
  path: DataPath,
  field: Field,
  value: unknown,
  about: About,
): Generator<Edit> {
  const variants = typeof value === 'string' ? variantsOf(value, about) : [];
  const others = valuesFor(document, field, about).filter((other) => other !== value && isScalar(other));
  const same = rank === 0 ? placesOf(document, field, value, about) : [];
  for (const other of [...others.slice(0, MOST_VALUES), ...variants]) {
    const set = (at: DataPath): Change => ({
      kind: 'value',
      file: document.file,
      path: at,
      value: other as string,
    });
    yield [[set(path)], `value ${field.name}`, rank];
    if (same.length > 1) yield [same.map(set), `values ${field.name}`, rank];
  }
}

/** Where a contract states the same value for the same field. */
function placesOf(document: Document, field: Field, value: unknown, about: About): DataPath[] {
  return pathsIn(document.data).filter(
    (path) => valueAt(document.data, path) === value && about.fields.at(document, path)?.name === field.name,
  );
}

const MOST_LISTS = 12;

/** What the finding names, in the lists and maps of scalars that it names. */
function* inNamedLists(about: About): Generator<Edit> {
  const { hints, estate, finding } = about;
  const isNear = ({ file, kind, loaded }: Document) =>
    loaded && (file === finding.place.file || finding.fix?.includes(kind));
  const lists = estate.documents.filter(isNear).flatMap((document) =>
    pathsIn(document.data)
      .filter((path) => hints.words.has(String(path.at(-1))) && isList(valueAt(document.data, path)))
      .map((path) => ({ document, path })),
  );
  for (const { document, path } of lists.slice(0, MOST_LISTS)) {
    const list = valueAt(document.data, path);
    const { file } = document;
    for (const text of hints.texts.slice(0, 4)) {
      if (Array.isArray(list) && !list.includes(text))
        yield [[{ kind: 'item', file, path, value: text }], `entry of ${path.at(-1)}`, 1];
      if (isRow(list) && !(text in list)) {
        yield [
          [{ kind: 'pair', file, path, key: text, value: Object.values(list)[0] }],
          `key of ${path.at(-1)}`,
          1,
        ];
      }
    }
  }
}

const isList = (value: unknown): boolean =>
  (Array.isArray(value) && value.every(isScalar)) || (isRow(value) && Object.values(value).every(isScalar));

/** Keys that a row lacks and the finding names, one of them or all; the scalars that it names, with other values. */
function* inRow(spot: Spot, about: About): Generator<Edit> {
  const { document, path, rank } = spot;
  const at = rowAround(document.data, path);
  const field = at && about.fields.at(document, at);
  if (!field) return;
  const { file } = document;
  const row = valueAt(document.data, at) as Record<string, unknown>;
  const together: Change[] = [];
  for (const [key, next] of about.fields.below(document, field)) {
    if (!about.hints.words.has(key)) continue;
    const there = row[key];
    if (isScalar(there)) {
      yield* otherValues(spot, [...at, key], next, there, about);
    } else if (there === undefined) {
      const added = valuesFor(document, next, about)
        .slice(0, MOST_VALUES)
        .map((value): Change => ({ kind: 'pair', file, path: at, key, value }));
      for (const change of added) yield [[change], `key ${next.name}`, rank];
      if (added[0]) together.push(added[0]);
    } else if (Array.isArray(there)) {
      yield* entries({ ...spot, path: [...at, key] }, about);
    }
  }
  if (together.length > 1) yield [together, `keys ${field.name}`, rank];
}

/** The nearest map that holds a place, the contract itself included. */
function rowAround(data: unknown, path: DataPath): DataPath | undefined {
  for (let length = path.length; length >= Math.max(0, path.length - 3); length--) {
    if (isRow(valueAt(data, path.slice(0, length)))) return path.slice(0, length);
  }
  return undefined;
}

/** An entry more in a list of scalars that holds a place. */
function* inList(spot: Spot, about: About): Generator<Edit> {
  const { document, path } = spot;
  const list = [path, path.slice(0, -1)].find((each) => Array.isArray(valueAt(document.data, each)));
  if (list) yield* entries({ ...spot, path: list }, about);
}

function* entries({ document, path, rank }: Spot, about: About): Generator<Edit> {
  const list = valueAt(document.data, path) as unknown[];
  const field = about.fields.at(document, [...path, 0]);
  if (!field || !list.every(isScalar)) return;
  const values = valuesFor(document, field, about).filter(
    (value) => isScalar(value) && !list.includes(value),
  );
  for (const value of values.slice(0, MOST_VALUES)) {
    yield [[{ kind: 'item', file: document.file, path, value }], `entry ${field.name}`, rank];
  }
}

const sizeOf = (change: Change): number => {
  if (change.kind === 'drop') return 20;
  const value =
    change.kind === 'text' ? change.text.length : 'value' in change ? JSON.stringify(change.value).length : 0;
  return value + (change.kind === 'pair' ? change.key.length : 0);
};
