import { eachTold } from '../timing/progress.ts';
import { timed } from '../timing/stopwatch.ts';
import { allowsIn, type InlineAllow } from './allow.ts';
import { type FoundScript, findScripts, type ScriptRoots, type ScriptTree } from './discover.ts';
import type { GradedLiteral, Literal, ScriptText } from './facts.ts';
import { type CallOfScript, type CapabilityCommand, callsBetween, type ReadText } from './grade/calls.ts';
import { gradeLiterals } from './grade/grade.ts';
import { overrideOf } from './grade/override.ts';
import { sitesAllowed } from './grade/place.ts';
import { loadGrammars } from './grammars.ts';
import { literalsIn } from './literal/find.ts';
import { type Prefilter, prefilterOf, spellsOneOf } from './prefilter.ts';
import { readText } from './text.ts';
import { type Lexicon, lexiconOf, type Vocabulary } from './vocabulary.ts';

export interface ScriptOptions extends ScriptRoots {
  readonly vocabulary: Vocabulary;
  /** Words that make a script matter to a behaviour gate. */
  readonly triggers: readonly string[];
  /** Scripts to read whatever they say: check scripts and commands of capabilities. */
  readonly named: readonly string[];
  readonly capabilities: readonly CapabilityCommand[];
  /** Texts read before. */
  readonly remembered?: ScriptMemory | undefined;
}

export interface ScriptMemory {
  /** By path and source: places in the text name the path. */
  get(key: string): ScriptText | undefined;
  set(key: string, text: ScriptText): void;
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
  await loadGrammars();
  const found = findScripts(tree, options);
  const lexicon = lexiconOf(options.vocabulary);
  const matters = prefilterOf(lexicon, options.triggers);
  const first = eachTold('reading scripts', found, (script) =>
    readOne(script, tree, matters, lexicon, options),
  ).flat();
  const around = [...first, ...callersOf(first, found, tree, lexicon, options)];
  const read = [...around, ...calleesOf(around, found, tree, lexicon, options)].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  const paths = found.map((script) => script.path);
  const calls = callsBetween(read, paths, options.capabilities);
  return {
    scripts: read.map((each) => factsOf(each, calls, lexicon, options)),
    found,
    spared: found.length - read.length,
    bytes: found.reduce((sum, script) => sum + script.size, 0),
  };
}

interface ReadScript extends ReadText {
  readonly found: FoundScript;
  readonly source: string;
  readonly executable: boolean;
  readonly literals: readonly Literal[];
}

function readOne(
  found: FoundScript,
  tree: ScriptTree,
  matters: Prefilter,
  lexicon: Lexicon,
  options: ScriptOptions,
): ReadScript[] {
  const source = sourceOf(found, tree);
  if (source === undefined) return [];
  if (!options.named.includes(found.path) && !matters(source)) return [];
  const key = `${found.path}\0${source}`;
  const known = options.remembered?.get(key);
  const text = known ?? timed('parse scripts', () => readText(found.path, found.language, source));
  if (!known) options.remembered?.set(key, text);
  const literals = literalsIn(text, source, found.path, lexicon);
  return [{ path: found.path, found, source, text, literals, executable: tree.executable(found.path) }];
}

/** Scripts that the prefilter spared, but which call a script whose default they may leave standing. */
function callersOf(
  read: readonly ReadScript[],
  found: readonly FoundScript[],
  tree: ScriptTree,
  lexicon: Lexicon,
  options: ScriptOptions,
): ReadScript[] {
  const known = new Set(read.map((each) => each.path));
  const open = read.filter((each) => each.literals.some((literal) => overrideOf(literal, each.text)));
  const names = new Set(open.map((each) => each.path.slice(each.path.lastIndexOf('/') + 1)));
  if (names.size === 0) return [];
  const calls = (source: string) => spellsOneOf(source, names);
  const spared = found.filter((script) => !known.has(script.path));
  return spared.flatMap((script) => readOne(script, tree, calls, lexicon, options));
}

/** Scripts that the prefilter spared, but which a named one runs or sources, however far: what they do, it does. */
function calleesOf(
  read: readonly ReadScript[],
  found: readonly FoundScript[],
  tree: ScriptTree,
  lexicon: Lexicon,
  options: ScriptOptions,
): ReadScript[] {
  const named = new Set(options.named);
  const known = new Set(read.map((each) => each.path));
  const paths = found.map((script) => script.path);
  const added: ReadScript[] = [];
  let next = read.filter((each) => named.has(each.path));
  while (next.length > 0) {
    const called = new Set(callsBetween(next, paths, options.capabilities).map((call) => call.to));
    const spared = found.filter((script) => called.has(script.path) && !known.has(script.path));
    for (const script of spared) known.add(script.path);
    next = spared.flatMap((script) => readOne(script, tree, () => true, lexicon, options));
    added.push(...next);
  }
  return added;
}

function sourceOf(found: FoundScript, tree: ScriptTree): string | undefined {
  try {
    return new TextDecoder().decode(tree.read(found.path));
  } catch {
    return undefined;
  }
}

function factsOf(
  read: ReadScript,
  calls: readonly CallOfScript[],
  lexicon: Lexicon,
  options: ScriptOptions,
): ScriptFacts {
  const { path, text, source, literals } = read;
  const bound = options.capabilities.filter((each) => each.script === path).map((each) => each.name);
  const places = sitesAllowed(path, bound, lexicon);
  const calledBy = calls.filter((each) => each.to === path);
  return {
    path,
    executable: read.executable,
    size: read.found.size,
    text,
    literals,
    defects: gradeLiterals(path, text, literals, places, calledBy),
    places: [...places],
    calls: calls.filter((each) => each.from === path),
    calledBy,
    allows: allowsIn(source, path),
    source,
  };
}
