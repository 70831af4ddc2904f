import { deserialize, serialize } from 'node:v8';
import type { RememberedScript, ScriptMemory } from '../scripts/memory.ts';
import { packed, unpacked } from '../scripts/packed.ts';
import { digestOf, type Shelf } from './shelf.ts';

type Words = Pick<RememberedScript, 'words' | 'literals'>;

/** Scripts read by earlier runs, by path and source. An entry: the length of the words found, these, and the packed text. */
export function keptScripts(shelf: Shelf, build: string): ScriptMemory {
  const keyOf = (pathAndSource: string) => `script ${build} ${digestOf(pathAndSource)}`;
  return {
    get(pathAndSource) {
      const bytes = shelf.get(keyOf(pathAndSource));
      if (!bytes) return undefined;
      const end = 4 + bytes.readUInt32LE(0);
      const found = deserialize(bytes.subarray(4, end)) as Words;
      return { ...found, text: unpacked(bytes.subarray(end)) };
    },
    set(pathAndSource, { text, words, literals }) {
      const found = serialize({ words, literals } satisfies Words);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(found.length);
      shelf.put(keyOf(pathAndSource), Buffer.concat([length, found, packed(text)]));
    },
  };
}
