import { type Anchor, atKey, atValue, type DataPath } from '../../finding/place.ts';
import type { Stated } from '../model/entity.ts';
import { boolOf, isRow, numberOf, type Row, textOf } from './values.ts';

/** A map in a contract together with its place. Fields that are absent, null or oddly typed read as not there. */
export class RowAt {
  constructor(
    readonly file: string,
    readonly path: DataPath,
    readonly row: Row,
  ) {}

  static root(document: { readonly file: string; readonly data: unknown }): RowAt {
    return new RowAt(document.file, [], isRow(document.data) ? document.data : {});
  }

  /** The place of the row itself. */
  get here(): Anchor {
    return this.path.length === 0 ? atValue(this.file) : atKey(this.file, ...this.path);
  }

  at(...path: (string | number)[]): Anchor {
    return atValue(this.file, ...this.path, ...path);
  }

  has(key: string): boolean {
    return this.row[key] !== undefined && this.row[key] !== null;
  }

  text(...keys: string[]): Stated<string> | undefined {
    return this.#first(keys, (value) => textOf(value)?.trim() || undefined);
  }

  number(...keys: string[]): Stated<number> | undefined {
    return this.#first(keys, numberOf);
  }

  /** True or false, also as a word. */
  flag(key: string): boolean | undefined {
    const value = this.row[key];
    if (typeof value !== 'string') return boolOf(value);
    if (/^(true|yes|on)$/i.test(value)) return true;
    return /^(false|no|off)$/i.test(value) ? false : undefined;
  }

  /** The texts of a list, or a scalar as a list of one. */
  texts(key: string): Stated<string>[] {
    const value = this.row[key];
    if (!Array.isArray(value)) return isRow(value) ? [] : listOfOne(this.text(key));
    return value.flatMap((item, index) => {
      const text = isRow(item) ? undefined : textOf(item)?.trim();
      return text ? [{ value: text, at: this.at(key, index) }] : [];
    });
  }

  /** The maps of a list, or of a map by key. */
  rows(key: string): RowAt[] {
    const value = this.row[key];
    if (!isRow(value) && !Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([name, item]) => {
      const segment = Array.isArray(value) ? Number(name) : name;
      return isRow(item) ? [new RowAt(this.file, [...this.path, key, segment], item)] : [];
    });
  }

  child(key: string): RowAt {
    const value = this.row[key];
    return new RowAt(this.file, [...this.path, key], isRow(value) ? value : {});
  }

  /** What names the row: one of the fields, or else its key in the map that holds it. */
  identity(...keys: string[]): Stated<string> | undefined {
    const own = this.path.at(-1);
    return this.text(...keys) ?? (typeof own === 'string' ? { value: own, at: this.here } : undefined);
  }

  #first<T>(keys: readonly string[], read: (value: unknown) => T | undefined): Stated<T> | undefined {
    for (const key of keys) {
      const value = read(this.row[key]);
      if (value !== undefined) return { value, at: this.at(key) };
    }
    return undefined;
  }
}

const listOfOne = <T>(item: T | undefined): T[] => (item === undefined ? [] : [item]);
