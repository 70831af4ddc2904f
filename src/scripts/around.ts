import { type CallOfScript, callsByTarget, type ReadText } from './grade/calls.ts';
import { overrideOf } from './grade/override.ts';
import type { ReadSource } from './memory.ts';
import type { Unread } from './unread.ts';

export interface ReadScript extends Unread, ReadText, ReadSource {}

/** All scripts of an estate, what is asked of them, and how one is read. */
export interface Search {
  readonly scripts: readonly Unread[];
  /** Scripts to read whatever they say, with all that they run. */
  readonly named: ReadonlySet<string>;
  /** Whether a script may do what behaviour gates look for. */
  readonly acts: (script: Unread) => boolean;
  /** Whether a script may spell a word of the vocabulary. */
  readonly names: (script: Unread) => boolean;
  /** Which scripts a text may run. */
  readonly spells: (script: Unread) => readonly string[];
  readonly callsOf: (script: ReadText) => readonly CallOfScript[];
  readonly read: (scripts: readonly Unread[]) => Promise<ReadScript[]>;
}

/** Reads the scripts that matter, and those around them by which they are judged. */
export async function readWithThoseAround(search: Search): Promise<ReadScript[]> {
  const { scripts, named, acts, names, read } = search;
  const acting = new Set(scripts.filter(acts).map(({ found }) => found.path));
  const first = await read(
    scripts.filter((script) => {
      const { path } = script.found;
      return acting.has(path) || named.has(path) || names(script);
    }),
  );
  const run = await calleesOf(first, search);
  const callers = await callersOf([...first, ...run], acting, search);
  return [...first, ...run, ...callers];
}

/** Spared scripts that a named one runs or sources, however far: what they do, it does. */
async function calleesOf(
  first: readonly ReadScript[],
  { scripts, named, callsOf, read }: Search,
): Promise<ReadScript[]> {
  const known = new Set(first.map(({ path }) => path));
  const added: ReadScript[] = [];
  let next = first.filter(({ path }) => named.has(path));
  while (next.length > 0) {
    const called = new Set(next.flatMap(callsOf).map((call) => call.to));
    const spared = scripts.filter(({ found: { path } }) => called.has(path) && !known.has(path));
    for (const { found } of spared) known.add(found.path);
    next = await read(spared);
    added.push(...next);
  }
  return added;
}

/** Spared scripts that run one that acts, however far, or one whose default they may leave standing. */
async function callersOf(
  some: readonly ReadScript[],
  acting: ReadonlySet<string>,
  search: Search,
): Promise<ReadScript[]> {
  const open = new Set(some.filter(leavesOpen).map(({ path }) => path));
  if (acting.size + open.size === 0) return [];
  const known = new Set(some.map(({ path }) => path));
  const spared = search.scripts.filter(({ found }) => !known.has(found.path));
  const callers = callsByTarget([
    ...some.flatMap(search.callsOf),
    ...spared.flatMap((script) => search.spells(script).map((to) => ({ from: script.found.path, to }))),
  ]);
  const callersAt = (path: string) => (callers.get(path) ?? []).map(({ from }) => from);
  const wanted = new Set(acting);
  for (const path of wanted) for (const caller of callersAt(path)) wanted.add(caller);
  for (const path of open) for (const caller of callersAt(path)) wanted.add(caller);
  return search.read(spared.filter(({ found }) => wanted.has(found.path)));
}

const leavesOpen = ({ literals, text }: ReadScript): boolean =>
  literals.some((literal) => overrideOf(literal, text));
