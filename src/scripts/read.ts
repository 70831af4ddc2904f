import { allowsIn, type InlineAllow } from './allow.ts';
import { type ReadScript, readWithThoseAround } from './around.ts';
import { type BeginOptions, type BegunScripts, beginScripts } from './begin.ts';
import type { FoundScript, ScriptTree } from './discover.ts';
import type { GradedLiteral, Literal, ScriptText } from './facts.ts';
import { type CallOfScript, type CapabilityCommand, callFinder, callsByTarget } from './grade/calls.ts';
import { gradeLiterals } from './grade/grade.ts';
import { sitesAllowed, sitesOfPath } from './grade/place.ts';
import type { ScriptMemory } from './memory.ts';
import { prefilterOf } from './prefilter.ts';
import { questionOf } from './questions.ts';
import { readerOf } from './reader.ts';
import { spelledIn } from './spelled.ts';
import { digestOf, type Lexicon, lexiconOf, type Vocabulary } from './vocabulary.ts';

/** What contracts say of how scripts are to be read. */
export interface ReadOptions {
  readonly vocabulary: Vocabulary;
  /** Scripts to read whatever they say, as checks that may pass without having looked. */
  readonly checks: readonly string[];
  /** Others to read whatever they say. */
  readonly named: readonly string[];
  readonly capabilities: readonly CapabilityCommand[];
  /** What was learnt before. */
  readonly remembered?: ScriptMemory | undefined;
}

/** One script with what it says. */
export interface ScriptFacts {
  readonly path: string;
  readonly executable: boolean;
  readonly size: number;
  readonly text: ScriptText;
  /** Words of the vocabulary in contexts that count, whether by design or not. */
  readonly literals: readonly Literal[];
  /** Those that are defects, graded. */
  readonly defects: readonly GradedLiteral[];
  /** Sites that the script may name, since it is named for them. */
  readonly places: readonly string[];
  /** Sites that its path is called after; an id that is also the word for a kind of thing calls nothing after it. */
  readonly calledAfter: readonly string[];
  readonly calls: readonly CallOfScript[];
  readonly calledBy: readonly CallOfScript[];
  readonly allows: readonly InlineAllow[];
  readonly source: string;
}

export interface ScriptReport {
  readonly scripts: readonly ScriptFacts[];
  /** Every script found, whether it was parsed or not. */
  readonly found: readonly FoundScript[];
  /** How many scripts the prefilter spared. */
  readonly spared: number;
  readonly bytes: number;
}

/** Finds the estate's scripts and reads those that can matter into facts. */
export const readScripts = (tree: ScriptTree, options: BeginOptions & ReadOptions): Promise<ScriptReport> =>
  readBegun(beginScripts(tree, options), options);

/** Reads those scripts that can matter into facts. */
export async function readBegun(begun: BegunScripts, options: ReadOptions): Promise<ScriptReport> {
  const { found, loaded, acts, questions } = begun;
  const { vocabulary, capabilities } = options;
  const lexicon = lexiconOf(vocabulary);
  const paths = found.map((script) => script.path);
  const callsOf = callFinder(paths, capabilities);
  const digest = digestOf(vocabulary);
  const read = readerOf({ vocabulary, lexicon, digest }, options.remembered, begun);
  const checks = new Set(options.checks);
  const all = await readWithThoseAround({
    scripts: loaded.map((script) => ({ ...script, isCheck: checks.has(script.found.path) })),
    named: new Set([...options.named, ...checks]),
    acts,
    names: questions.put(questionOf('names', digest), prefilterOf(lexicon, [])),
    spells: questions.put(questionOf('spells', paths, capabilities), spelledIn(paths, capabilities)),
    callsOf,
    read: async (scripts) => {
      const texts = await read(scripts);
      return scripts.map((script, at) => ({ ...script, path: script.found.path, ...texts[at]! }));
    },
  });
  questions.keep();
  all.sort((a, b) => (a.path < b.path ? -1 : 1));
  const calls = all.flatMap(callsOf);
  const calledBy = callsByTarget(calls);
  return {
    scripts: all.map((each) =>
      factsOf(each, { from: callsOf(each), to: calledBy.get(each.path) ?? [] }, lexicon, options),
    ),
    found,
    spared: found.length - all.length,
    bytes: found.reduce((sum, script) => sum + script.size, 0),
  };
}

function factsOf(
  read: ReadScript,
  calls: { readonly from: readonly CallOfScript[]; readonly to: readonly CallOfScript[] },
  lexicon: Lexicon,
  options: ReadOptions,
): ScriptFacts {
  const { path, text, source, literals } = read;
  const bound = options.capabilities.filter((each) => each.script === path).map((each) => each.name);
  const places = sitesAllowed(path, bound, lexicon);
  return {
    path,
    executable: read.executable,
    size: read.found.size,
    text,
    literals,
    defects: gradeLiterals(path, text, literals, places, calls.to),
    places: [...places],
    calledAfter: [...sitesOfPath(path, lexicon)],
    calls: calls.from,
    calledBy: calls.to,
    allows: allowsIn(source, path),
    source,
  };
}
