/** A key or an index in a document's data, outermost first. */
export type DataPath = readonly (string | number)[];

/** A place by structure: resolved to lines only when a finding points at it. */
export interface PathAnchor {
  readonly file: string;
  readonly path: DataPath;
  readonly on: 'key' | 'value';
}

/** A place by text: UTF-16 offsets into the decoded file, `end` exclusive. */
export interface SpanAnchor {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export type Anchor = PathAnchor | SpanAnchor;

/** A resolved place. Lines and columns count from 1; `endColumn` is the column after the last character. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const atKey = (file: string, ...path: (string | number)[]): PathAnchor => ({ file, path, on: 'key' });

export const atValue = (file: string, ...path: (string | number)[]): PathAnchor => ({
  file,
  path,
  on: 'value',
});

export const isSpan = (anchor: Anchor): anchor is SpanAnchor => 'start' in anchor;

/** The same anchor one or more steps deeper, on the value there. */
export function below(anchor: Anchor, ...path: (string | number)[]): Anchor {
  return isSpan(anchor) ? anchor : { file: anchor.file, path: [...anchor.path, ...path], on: 'value' };
}

/** Another key of the same row, on the value there. */
export function beside(anchor: Anchor, key: string): Anchor {
  return isSpan(anchor) ? anchor : atValue(anchor.file, ...anchor.path.slice(0, -1), key);
}

/** The key that holds what the anchor points at. A text span has no key and stays itself. */
export function onKey(anchor: Anchor): Anchor {
  return isSpan(anchor) ? anchor : { ...anchor, on: 'key' };
}
