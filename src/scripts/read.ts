import { allowsIn, type InlineAllow } from './allow.ts';
import { type FoundScript, findScripts, type ScriptRoots, type ScriptTree } from './discover.ts';
import type { GradedLiteral, Literal, ScriptText } from './facts.ts';
import { type CallOfScript, type CapabilityCommand, callFinder, type ReadText } from './grade/calls.ts';
import { gradeLiterals } from './grade/grade.ts';
import { overrideOf } from './grade/override.ts';
import { sitesAllowed } from './grade/place.ts';
import { loadGrammars } from './grammars.ts';
import type { ReadSource, ScriptMemory } from './memory.ts';
import { prefilterOf, spellsOneOf } from './prefilter.ts';
import { type Reader, readerOf } from './reader.ts';
import type { Unread } from './unread.ts';
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
  const paths = found.map((script) => script.path);
  const callsOf = callFinder(paths, options.capabilities);
  const read = readerOf(options.vocabulary, lexicon, options.remembered);
  const reading = { tree, found, read, callsOf };
  const matters = prefilterOf(lexicon, options.triggers);
  const named = new Set(options.named);
  const first = await readThose(found, reading, ({ path }, source) => named.has(path) || matters(source));
  const around = [...first, ...(await callersOf(first, reading))];
  const all = [...around, ...(await calleesOf(around, named, reading))].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  const calls = all.flatMap(callsOf);
  const calledBy = byTarget(calls);
  return {
    scripts: all.map((each) =>
      factsOf(each, { from: callsOf(each), to: calledBy(each.path) }, lexicon, options),
    ),
    found,
    spared: found.length - all.length,
    bytes: found.reduce((sum, script) => sum + script.size, 0),
  };
}

function byTarget(calls: readonly CallOfScript[]): (path: string) => readonly CallOfScript[] {
  const groups = new Map<string, CallOfScript[]>();
  for (const call of calls) {
    const group = groups.get(call.to);
    if (group) group.push(call);
    else groups.set(call.to, [call]);
  }
  return (path) => groups.get(path) ?? [];
}

interface Reading {
  readonly tree: ScriptTree;
  readonly found: readonly FoundScript[];
  readonly read: Reader;
  readonly callsOf: (script: ReadText) => readonly CallOfScript[];
}

interface ReadScript extends ReadText, ReadSource {
  readonly found: FoundScript;
  readonly source: string;
  readonly executable: boolean;
}

async function readThose(
  some: readonly FoundScript[],
  { tree, read }: Reading,
  matters: (script: FoundScript, source: string) => boolean,
): Promise<ReadScript[]> {
  const unread = some.flatMap((found): Unread[] => {
    const source = sourceOf(found, tree);
    if (source === undefined || !matters(found, source)) return [];
    return [{ found, source, executable: tree.executable(found.path) }];
  });
  const texts = await read(unread);
  return unread.map((script, at) => ({ ...script, path: script.found.path, ...texts[at]! }));
}

/** Scripts that the prefilter spared, but which call a script whose default they may leave standing. */
async function callersOf(read: readonly ReadScript[], reading: Reading): Promise<ReadScript[]> {
  const known = new Set(read.map((each) => each.path));
  const open = read.filter((each) => each.literals.some((literal) => overrideOf(literal, each.text)));
  const names = new Set(open.map((each) => each.path.slice(each.path.lastIndexOf('/') + 1)));
  if (names.size === 0) return [];
  const spared = reading.found.filter((script) => !known.has(script.path));
  return readThose(spared, reading, (_, source) => spellsOneOf(source, names));
}

/** Scripts that the prefilter spared, but which a named one runs or sources, however far: what they do, it does. */
async function calleesOf(
  read: readonly ReadScript[],
  named: ReadonlySet<string>,
  reading: Reading,
): Promise<ReadScript[]> {
  const { found, callsOf } = reading;
  const known = new Set(read.map((each) => each.path));
  const added: ReadScript[] = [];
  let next = read.filter((each) => named.has(each.path));
  while (next.length > 0) {
    const called = new Set(next.flatMap(callsOf).map((call) => call.to));
    const spared = found.filter((script) => called.has(script.path) && !known.has(script.path));
    for (const script of spared) known.add(script.path);
    next = await readThose(spared, reading, () => true);
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
