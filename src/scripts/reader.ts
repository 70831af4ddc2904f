import { timedAsync } from '../timing/stopwatch.ts';
import type { BegunScripts } from './begin.ts';
import { literalsIn } from './literal/find.ts';
import type { ReadSource, ScriptMemory } from './memory.ts';
import { readAll } from './threads/read-all.ts';
import { keyOf, type Unread } from './unread.ts';
import type { Lexicon, Vocabulary } from './vocabulary.ts';

/** Reads scripts; the answers stand in the order of what was asked. */
export type Reader = (scripts: readonly Unread[]) => Promise<ReadSource[]>;

/** What scripts are searched for. */
interface Words {
  readonly vocabulary: Vocabulary;
  readonly lexicon: Lexicon;
  readonly digest: string;
}

/** A reader that reads nothing twice, as far as its memory goes, nor what was begun with. */
export function readerOf(
  { vocabulary, lexicon, digest: words }: Words,
  memory: ScriptMemory | undefined,
  begun: Pick<BegunScripts, 'early'>,
): Reader {
  let early: Promise<ReadonlyMap<string, ReadSource>> | undefined;
  const readAnew = async (scripts: readonly Unread[]): Promise<ReadSource[]> => {
    early ??= begun.early(vocabulary, lexicon);
    const known = await early;
    const rest = scripts.filter((script) => !known.has(keyOf(script)));
    const left = (await readAll(rest, vocabulary, lexicon)).values();
    return scripts.map((script) => known.get(keyOf(script)) ?? left.next().value!);
  };
  return async (scripts) => {
    const known = scripts.map((script) => memory && remembered(memory, words, script, lexicon));
    const missing = scripts.filter((_, at) => !known[at]);
    const anew = await timedAsync('parse scripts', () => readAnew(missing));
    missing.forEach((script, at) => {
      // What a busy machine had no time for may go well the next time.
      if (anew[at]!.text.degraded !== 'time') memory?.read.set(keyOf(script), { ...anew[at]!, words });
    });
    const left = anew.values();
    return known.map((read) => read ?? left.next().value!);
  };
}

function remembered(
  memory: ScriptMemory,
  words: string,
  script: Unread,
  lexicon: Lexicon,
): ReadSource | undefined {
  const known = memory.read.get(keyOf(script));
  if (!known || known.words === words) return known;
  const literals = literalsIn(known.text, script.source, script.found.path, lexicon);
  memory.read.set(keyOf(script), { text: known.text, literals, words });
  return { text: known.text, literals };
}
