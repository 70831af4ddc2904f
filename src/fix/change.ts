import type { DataPath } from '../finding/place.ts';

/** A row or entry that a list gets, beside another one or at the end. A list that is not there is made. */
export interface AddItem {
  readonly kind: 'item';
  readonly file: string;
  readonly path: DataPath;
  readonly value: unknown;
  /** The text of a scalar entry, or the index of a row. */
  readonly before?: string | number;
  /** The text of the scalar entry that comes before it. */
  readonly after?: string;
  readonly draft?: boolean;
}

/** A key that a map gets, at its end. A map that is not there is made. */
export interface AddPair {
  readonly kind: 'pair';
  readonly file: string;
  readonly path: DataPath;
  readonly key: string;
  readonly value: unknown;
  readonly draft?: boolean;
}

/** Another value in the place of the one that is there. */
export interface SetValue {
  readonly kind: 'value';
  readonly file: string;
  readonly path: DataPath;
  readonly value: string | number | boolean;
}

/** An entry of a list, or a key with its value, goes away. */
export interface Drop {
  readonly kind: 'drop';
  readonly file: string;
  readonly path: DataPath;
}

/** The entries of a list of scalars in another order, by their old indices. */
export interface Reorder {
  readonly kind: 'order';
  readonly file: string;
  readonly path: DataPath;
  readonly order: readonly number[];
}

/** `<site>_vm_lifecycle` of version 3 becomes `lifecycle.<site>` of version 4, for every site of the file. */
export interface MigrateLifecycle {
  readonly kind: 'lifecycle';
  readonly file: string;
}

/** A span of text in a document that is no YAML. */
export interface Rewrite {
  readonly kind: 'text';
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A contract that is not there yet; nothing where it is there by now. */
export interface NewFile {
  readonly kind: 'file';
  readonly file: string;
  readonly text: string;
}

/** One edit by structure; it becomes text only against the text that is there. */
export type Change = AddItem | AddPair | SetValue | Drop | Reorder | MigrateLifecycle | Rewrite | NewFile;
