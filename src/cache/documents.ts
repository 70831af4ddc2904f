import { deserialize, serialize } from 'node:v8';
import { ruleOf } from '../contract/kinds.ts';
import type { Document } from '../load/document.ts';
import { locateAgain } from '../load/locate-again.ts';
import type { DocumentMemory } from '../load/memory.ts';
import { digestOf, type Shelf } from './shelf.ts';

type Kept = Omit<Document, 'file' | 'text' | 'locate'>;

/** Documents read by earlier runs, by path and bytes; places in them are looked up only when a finding asks. */
export function keptDocuments(shelf: Shelf, build: string): DocumentMemory {
  const keyOf = (path: string, text: string) => `document ${build} ${digestOf(text)} ${path}`;
  return {
    get(path, text) {
      const bytes = shelf.get(keyOf(path, text));
      if (!bytes) return undefined;
      const kept = deserialize(bytes) as Kept;
      return { ...kept, file: path, text, locate: locateAgain(ruleOf(kept.kind).format, path, text) };
    },
    set(path, text, { file: _, text: __, locate: ___, ...kept }) {
      shelf.put(keyOf(path, text), serialize(kept));
    },
  };
}
