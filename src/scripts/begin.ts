import { createHash } from 'node:crypto';
import { type FoundScript, findScripts, type ScriptRoots, type ScriptTree } from './discover.ts';
import type { ReadSource, ScriptMemory } from './memory.ts';
import { prefilterOf } from './prefilter.ts';
import { type Questions, questionOf, questionsTo } from './questions.ts';
import { threadsFor } from './threads/read-all.ts';
import { startReading } from './threads/reading.ts';
import { keyOf, type LoadedScript } from './unread.ts';
import { type Lexicon, lexiconOf, type Vocabulary } from './vocabulary.ts';

export interface BeginOptions extends ScriptRoots {
  /** Words that make a script matter to a behaviour gate. */
  readonly triggers: readonly string[];
  /** What was learnt before. */
  readonly remembered?: ScriptMemory | undefined;
}

/** The scripts of an estate before anybody knows what its contracts say of them. */
export interface BegunScripts {
  /** Every script, whether it will be read or not. */
  readonly found: readonly FoundScript[];
  /** Those that did not go away meanwhile. */
  readonly loaded: readonly LoadedScript[];
  /** Whether one may do what behaviour gates look for. */
  readonly acts: (script: LoadedScript) => boolean;
  readonly questions: Questions;
  /** Those that spare threads read in the meantime, by their keys, once the words are known. */
  readonly early: (vocabulary: Vocabulary, lexicon: Lexicon) => Promise<ReadonlyMap<string, ReadSource>>;
  /** Ends the threads. */
  readonly end: () => void;
}

/** Finds the scripts; those that act will be read in any case, and spare threads begin with them where that pays. */
export function beginScripts(tree: ScriptTree, options: BeginOptions): BegunScripts {
  const once = readingOnce(tree);
  const found = findScripts(once, options);
  const loaded = found.flatMap((script) => loadedFrom(script, once) ?? []);
  const questions = questionsTo(options.remembered?.answers);
  const { triggers, remembered } = options;
  const acts = questions.put(questionOf('acts', triggers), prefilterOf(lexiconOf({ entries: [] }), triggers));
  const sure = loaded
    .filter((script) => acts(script))
    .map((script) => ({ ...script, isCheck: false }))
    .filter((script) => remembered?.read.get(keyOf(script)) === undefined);
  const spare = threadsFor(sure) - 1;
  const reading = spare > 0 ? startReading(sure, spare) : undefined;
  return {
    found,
    loaded,
    acts,
    questions,
    async early(vocabulary, lexicon) {
      const read = (await reading?.finish(vocabulary, lexicon)) ?? [];
      return new Map(read.map((source, at) => [keyOf(sure[at]!), source]));
    },
    end: () => reading?.end(),
  };
}

/** What has to be read to tell that it is a script is not read again. */
function readingOnce(tree: ScriptTree): ScriptTree {
  const known = new Map<string, Uint8Array>();
  return {
    ...tree,
    read(path) {
      const bytes = known.get(path) ?? tree.read(path);
      known.set(path, bytes);
      return bytes;
    },
  };
}

/** Undefined for a script that goes away while others are read. */
function loadedFrom(found: FoundScript, tree: ScriptTree): LoadedScript | undefined {
  try {
    const bytes = tree.read(found.path);
    const digest = createHash('sha256').update(bytes).digest('base64');
    const source = new TextDecoder().decode(bytes);
    return { found, source, digest, executable: tree.executable(found.path) };
  } catch {
    return undefined;
  }
}
