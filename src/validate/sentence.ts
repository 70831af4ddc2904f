import type { DataPath } from '../finding/place.ts';
import { quoted } from '../finding/printable.ts';
import { nearest } from '../finding/suggest.ts';
import { type Outline, outlineAt } from './outline.ts';
import type { SchemaProblem } from './problem.ts';
import { described, keyWord, listed, named } from './words.ts';

export function wrongValue(outline: Outline, path: (string | number)[], value: unknown): SchemaProblem {
  const wanted = outlineAt(outline, path);
  const expected = wanted?.expected ?? 'something else';
  return {
    path,
    on: 'value',
    message: `${named(path)} is ${described(value)}; expected ${expected}${turned(wanted, value)}`,
    expected,
  };
}

/** How rows that stand in a map become those of a list, and the other way round. */
function turned(wanted: Outline | undefined, value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const isMap = (each: unknown) => typeof each === 'object' && each !== null && !Array.isArray(each);
  const rows = Object.values(value);
  if (rows.length === 0 || !rows.every(isMap)) return '';
  const fields = Array.isArray(value) ? rows[0] : wanted?.items?.keys;
  const id = ['id', 'name'].find((field) => fields !== undefined && field in fields);
  if (id === undefined || (Array.isArray(value) && !wanted?.others)) return '';
  return Array.isArray(value) ? `, each under its ${id}` : `, each with its key as "${id}"`;
}

export function missingKeys(
  outline: Outline,
  path: (string | number)[],
  keys: readonly string[],
): SchemaProblem {
  const lacks = `${named(path)} has ${listed(
    keys.map((key) => `no ${keyWord(key)}`),
    'and',
  )}`;
  const only = keys.length === 1 ? outlineAt(outline, [...path, ...keys]) : undefined;
  const expected = only?.expected ?? (keys.length === 2 ? 'both' : `all ${keys.length}`);
  return { path, on: 'value', message: `${lacks}; expected ${expected}`, expected };
}

/** None of several keys is there, of which one would do. */
export function noneOf(path: (string | number)[], keys: readonly string[]): SchemaProblem {
  const words = keys.map(keyWord);
  const expected = listed(words, 'or');
  const lacks = words.length === 2 ? `neither ${words.join(' nor ')}` : `none of ${listed(words, 'and')}`;
  return { path, on: 'value', message: `${named(path)} has ${lacks}; expected ${expected}`, expected };
}

export function unknownKey(outline: Outline, path: DataPath, key: string): SchemaProblem {
  const known = Object.keys(outlineAt(outline, path)?.keys ?? {});
  const meant = nearest(key, known);
  const expected = meant === undefined ? listed(known, 'or') : `"${meant}"`;
  const advice = meant === undefined ? `expected ${expected}` : `did you mean "${meant}"?`;
  return {
    path: [...path, key],
    on: 'key',
    message: `the key ${quoted(key)} is not known here; ${advice}`,
    expected,
  };
}

export function wrongKey(outline: Outline, path: DataPath, key: string): SchemaProblem {
  const expected = outlineAt(outline, path)?.key ?? 'another key';
  const message =
    key === '' ? `a key is empty; expected ${expected}` : `the key is ${quoted(key)}; expected ${expected}`;
  return { path: [...path, key], on: 'key', message, expected };
}
