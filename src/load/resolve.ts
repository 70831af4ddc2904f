import { type Anchor, isSpan, type Place } from '../finding/place.ts';
import type { Document, Span } from './document.ts';
import { lineStarts, placeOf } from './lines.ts';

export type Resolve = (anchor: Anchor) => Place;

/** Turns anchors into lines and columns, reading positions only of the files that are asked for. */
export function resolver(documents: readonly Document[], textOf: (file: string) => string): Resolve {
  const byFile = new Map(documents.map((document) => [document.file, document]));
  const files = new Map<string, { text: string; starts: number[] }>();
  const linesOf = (file: string) => {
    const known = files.get(file);
    if (known) return known;
    const text = byFile.get(file)?.text ?? textOf(file);
    const lines = { text, starts: lineStarts(text) };
    files.set(file, lines);
    return lines;
  };
  return (anchor) => {
    const { text, starts } = linesOf(anchor.file);
    return placeOf(anchor.file, text, starts, spanOf(anchor, byFile.get(anchor.file)));
  };
}

function spanOf(anchor: Anchor, document: Document | undefined): Span {
  if (isSpan(anchor)) return anchor;
  return document?.locate(anchor.path, anchor.on) ?? { start: 0, end: 0 };
}
