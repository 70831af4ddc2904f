import { createHash } from 'node:crypto';
import { allowsIn, type InlineAllow } from './allow.ts';
import { type ReadScript, readWithThoseAround } from './around.ts';
import { type FoundScript, findScripts, type ScriptRoots, type ScriptTree } from './discover.ts';
import type { GradedLiteral, Literal, ScriptText } from './facts.ts';
import { type CallOfScript, type CapabilityCommand, callFinder, callsByTarget } from './grade/calls.ts';
import { gradeLiterals } from './grade/grade.ts';
import { sitesAllowed } from './grade/place.ts';
import type { ScriptMemory } from './memory.ts';
import { prefilterOf } from './prefilter.ts';
import { questionsTo } from './questions.ts';
import { readerOf } from './reader.ts';
import { spelledIn } from './spelled.ts';
import type { Unread } from './unread.ts';
import { type Lexicon, lexiconOf, type Vocabulary } from './vocabulary.ts';

export interface ScriptOptions extends ScriptRoots {
  readonly vocabulary: Vocabulary;
  /** Words that make a script matter to a behaviour gate. */
  readonly triggers: readonly string[];
  /** Scripts to read whatever they say, as checks that may pass without having looked. */
  readonly checks: readonly string[];
  /** Others to read whatever they say. */
  readonly named: readonly string[];
  readonly capabilities: readonly CapabilityCommand[];
  /** Texts read before. */
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
export async function readScripts(tree: ScriptTree, options: ScriptOptions): Promise<ScriptReport> {
  const found = findScripts(tree, options);
  const lexicon = lexiconOf(options.vocabulary);
  const paths = found.map((script) => script.path);
  const callsOf = callFinder(paths, options.capabilities);
  const questions = questionsTo(options.remembered?.answers);
  const read = readerOf(options.vocabulary, lexicon, options.remembered);
  const checks = new Set(options.checks);
  const all = await readWithThoseAround({
    scripts: found.flatMap((script) => unreadIn(script, tree, checks.has(script.path)) ?? []),
    named: new Set([...options.named, ...checks]),
    acts: questions.put(
      questionOf('acts', options.triggers),
      prefilterOf(lexiconOf({ entries: [] }), options.triggers),
    ),
    names: questions.put(questionOf('names', options.vocabulary), prefilterOf(lexicon, [])),
    spells: questions.put(
      questionOf('spells', [paths, options.capabilities]),
      spelledIn(paths, options.capabilities),
    ),
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

/** A question by all that its answers follow from beside the text. */
const questionOf = (name: string, ...parts: unknown[]): string => `${name} ${JSON.stringify(parts)}`;

/** Undefined for a script that goes away while others are read. */
function unreadIn(found: FoundScript, tree: ScriptTree, isCheck: boolean): Unread | undefined {
  try {
    const bytes = tree.read(found.path);
    const digest = createHash('sha256').update(bytes).digest('base64');
    const source = new TextDecoder().decode(bytes);
    return { found, source, digest, executable: tree.executable(found.path), isCheck };
  } catch {
    return undefined;
  }
}

function factsOf(
  read: ReadScript,
  calls: { readonly from: readonly CallOfScript[]; readonly to: readonly CallOfScript[] },
  lexicon: Lexicon,
  options: ScriptOptions,
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
    calls: calls.from,
    calledBy: calls.to,
    allows: allowsIn(source, path),
    source,
  };
}
