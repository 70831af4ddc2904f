import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ScriptText } from '../scripts/facts.ts';
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

/** The lengths of the first two parts; the words found, what is often asked for, and the rest, deflated. */
function keptReadings(shelf: Shelf, keyOf: (key: string) => string): Kept<RememberedScript> {
  const deflated = new WeakMap<ScriptText, Uint8Array>();
  return {
    get(key) {
      const bytes = shelf.get(keyOf(key));
      if (!bytes) return undefined;
      const words = LENGTHS + bytes.readUInt32LE(0);
      const often = words + bytes.readUInt32LE(4);
      const rest = bytes.subarray(often);
      let inflated: Uint8Array | undefined;
      const seldom = () => (inflated ??= inflateRawSync(rest));
      const text = unpacked({ often: bytes.subarray(words, often), seldom });
      deflated.set(text, rest);
      return { ...(deserialize(bytes.subarray(LENGTHS, words)) as Words), text };
    },
    set(key, { text, words, literals }) {
      const found = serialize({ words, literals } satisfies Words);
      const { often, seldom } = packed(text);
      const rest = deflated.get(text) ?? deflateRawSync(seldom(), { level: 1 });
      const lengths = Buffer.alloc(LENGTHS);
      lengths.writeUInt32LE(found.length, 0);
      lengths.writeUInt32LE(often.length, 4);
      shelf.put(keyOf(key), Buffer.concat([lengths, found, often, rest]));
    },
  };
}

const LENGTHS = 8;

const keptAnswers = (shelf: Shelf, keyOf: (question: string) => string): Kept<Answers> => ({
  get(question) {
    const bytes = shelf.get(keyOf(question));
    return bytes && (deserialize(bytes) as Answers);
  },
  set: (question, answers) => shelf.put(keyOf(question), serialize(answers)),
});
