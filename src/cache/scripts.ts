import { deserialize, serialize } from 'node:v8';
import type { Answers, Kept, RememberedScript, ScriptMemory } from '../scripts/memory.ts';
import { packed, unpacked } from '../scripts/packed.ts';
import { digestOf, type Shelf } from './shelf.ts';

type Words = Pick<RememberedScript, 'words' | 'literals'>;

/** What earlier runs of this build learnt about scripts. */
export function keptScripts(shelf: Shelf, build: string): ScriptMemory {
  const keyOf = (what: string, key: string) => `${what} ${build} ${digestOf(key)}`;
  return {
    read: keptReadings(shelf, (key) => keyOf('script', key)),
    answers: keptAnswers(shelf, (key) => keyOf('answers', key)),
  };
}

/** An entry: the length of the words found, these, and the packed text. */
function keptReadings(shelf: Shelf, keyOf: (key: string) => string): Kept<RememberedScript> {
  return {
    get(key) {
      const bytes = shelf.get(keyOf(key));
      if (!bytes) return undefined;
      const end = 4 + bytes.readUInt32LE(0);
      const found = deserialize(bytes.subarray(4, end)) as Words;
      return { ...found, text: unpacked(bytes.subarray(end)) };
    },
    set(key, { text, words, literals }) {
      const found = serialize({ words, literals } satisfies Words);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(found.length);
      shelf.put(keyOf(key), Buffer.concat([length, found, packed(text)]));
    },
  };
}

const keptAnswers = (shelf: Shelf, keyOf: (question: string) => string): Kept<Answers> => ({
  get(question) {
    const bytes = shelf.get(keyOf(question));
    return bytes && (deserialize(bytes) as Answers);
  },
  set: (question, answers) => shelf.put(keyOf(question), serialize(answers)),
});
