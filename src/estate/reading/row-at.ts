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

  /** The map at a path of a document, if one is there. */
  static below(
    document: { readonly file: string; readonly data: unknown },
    path: DataPath,
  ): RowAt | undefined {
    let held: unknown = document.data;
    for (const step of path) held = (held as Row | undefined)?.[step];
    return isRow(held) ? new RowAt(document.file, path, held) : undefined;
  }

  /** The place of the row itself. */
  get here(): Anchor {
    return this.path.length === 0 ? atValue(this.file) : atKey(this.file, ...this.path);
  }

  at(...path: (string | number)[]): Anchor {
    return this.#place(path);
  }

  has(key: string): boolean {
    return this.row[key] !== undefined && this.row[key] !== null;
  }

  text(...keys: string[]): Stated<string> | undefined {
    for (const key of keys) {
      const value = textOf(this.row[key])?.trim();
      if (value) return { value, at: this.#place(key) };
    }
    return undefined;
  }

  number(...keys: string[]): Stated<number> | undefined {
    for (const key of keys) {
      const value = numberOf(this.row[key]);
      if (value !== undefined) return { value, at: this.#place(key) };
    }
    return undefined;
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
    const texts: Stated<string>[] = [];
    value.forEach((item, index) => {
      const text = isRow(item) ? undefined : textOf(item)?.trim();
      if (text) texts.push({ value: text, at: this.at(key, index) });
    });
    return texts;
  }

  /** The maps of a list, or of a map by key. */
  rows(key: string): RowAt[] {
    const value = this.row[key];
    if (!isRow(value) && !Array.isArray(value)) return [];
    const rows: RowAt[] = [];
    const add = (item: unknown, step: string | number) => {
      if (isRow(item)) rows.push(new RowAt(this.file, this.path.concat(key, step), item));
    };
    if (Array.isArray(value)) value.forEach(add);
    else for (const [name, item] of Object.entries(value)) add(item, name);
    return rows;
  }

  child(key: string): RowAt {
    const value = this.row[key];
    return new RowAt(this.file, this.path.concat(key), isRow(value) ? value : {});
  }

  /** What names the row: one of the fields, or else its key in the map that holds it. */
  identity(...keys: string[]): Stated<string> | undefined {
    const own = this.path.at(-1);
    return this.text(...keys) ?? (typeof own === 'string' ? { value: own, at: this.here } : undefined);
  }

  /** By concat a path takes no more room than it needs; a literal with a spread keeps some to spare, in a million places. */
  #place(below: string | readonly (string | number)[]): Anchor {
    return { file: this.file, path: this.path.concat(below), on: 'value' };
  }
}

const listOfOne = <T>(item: T | undefined): T[] => (item === undefined ? [] : [item]);
