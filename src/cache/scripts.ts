import { deserialize, serialize } from 'node:v8';
import type { ScriptText } from '../scripts/facts.ts';
import type { ScriptMemory } from '../scripts/read.ts';
import { digestOf, type Shelf } from './shelf.ts';

/** Scripts read into facts by earlier runs, by path and source; not those that a busy machine had no time for. */
export function keptScripts(shelf: Shelf, build: string): ScriptMemory {
  const keyOf = (pathAndSource: string) => `script ${build} ${digestOf(pathAndSource)}`;
  return {
    get(pathAndSource) {
      const bytes = shelf.get(keyOf(pathAndSource));
      return bytes && (deserialize(bytes) as ScriptText);
    },
    set(pathAndSource, text) {
      if (text.degraded !== 'time') shelf.put(keyOf(pathAndSource), serialize(text));
    },
  };
}
