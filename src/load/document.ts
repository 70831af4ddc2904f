import type { ContractTypes } from '../contract/generated/index.ts';
import type { ContractKind } from '../contract/kinds.ts';
import type { DataPath } from '../finding/place.ts';
import type { LoadProblem } from './problem.ts';

/** UTF-16 offsets into a document's text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds the place of a data path; the nearest existing ancestor when the path itself is not there. */
export type Locate = (path: DataPath, on: 'key' | 'value') => Span;

/** A line of a header comment that carries data, such as a status or the date of the last check. */
export interface HeaderNote {
  /** Lower case, words joined by one underscore. */
  readonly key: string;
  readonly value: string;
  readonly span: Span;
}

/** A parsed contract, with a way back to lines. */
export interface Document<K extends ContractKind = ContractKind> {
  readonly kind: K;
  readonly file: string;
  readonly text: string;
  /** Plain data. Check `loaded` first: a broken or invalid file has whatever could be read. */
  readonly data: ContractTypes[K];
  readonly header: readonly HeaderNote[];
  readonly problems: readonly LoadProblem[];
  readonly loaded: boolean;
  readonly locate: Locate;
  /** Markdown only: where the text after the front matter begins. */
  readonly bodyStart?: number;
}
