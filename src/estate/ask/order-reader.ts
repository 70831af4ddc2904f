import type { At } from '../../scripts/at.ts';
import type { KeyRead } from '../../scripts/facts.ts';
import { HOLE } from '../../scripts/hole.ts';
import type { ScriptFacts } from '../../scripts/read.ts';
import type { Use } from '../../scripts/use.ts';
import type { Estate } from '../model/estate.ts';
import type { Script } from '../model/script.ts';
import { oncePerScripts } from './once.ts';

/** The keys of startup.sequencing that hold guests. */
export const ORDER_KEYS = ['startup_order', 'shutdown_order', 'active_vm_ids', 'vm_ids', 'lxc_ids'] as const;
export type OrderKey = (typeof ORDER_KEYS)[number];

export const isPhaseKey = (key: OrderKey): boolean => key === 'vm_ids' || key === 'lxc_ids';

/** One expression by which a script takes guests out of the order. */
export interface OrderRead {
  readonly keys: readonly OrderKey[];
  /** Takes the order from a comment line instead of a key. */
  readonly fromComment: boolean;
  readonly expression: string;
  readonly at: At;
}

/** All that one function takes out of the order; the code outside of functions counts as one. */
export interface OrderReader {
  readonly function: string | undefined;
  readonly reads: readonly OrderRead[];
}

const readers = oncePerScripts((scripts) => {
  const byScript = new Map<Script, readonly OrderReader[]>();
  for (const script of scripts) {
    const found = readersIn(script.facts);
    if (found.length > 0) byScript.set(script, found);
  }
  return byScript;
});

/** Scripts that take guests out of the order. */
export const scriptsThatReadOrders = (estate: Estate): readonly Script[] => [...readers(estate).keys()];

export const orderReadersOf = (estate: Estate, script: Script): readonly OrderReader[] =>
  readers(estate).get(script) ?? [];

/** No key can stand in a text without its end, which is what is written when the rest is put together. */
const ENDS = /_order|_ids/;

function readersIn(facts: ScriptFacts): OrderReader[] {
  if (!ENDS.test(facts.source)) return [];
  const reads = [...keyReads(facts), ...spelledReads(facts)];
  const phases = reads.filter((read) => read.keys.some(isPhaseKey));
  const functions = [...new Set(reads.map((read) => read.at.function))];
  return functions.map((name) => {
    const own = reads.filter((read) => read.at.function === name);
    // One kind of guest may be read by the next function.
    const kinds = own.some((read) => read.keys.some(isPhaseKey)) ? phases : [];
    return { function: name, reads: [...new Set([...own, ...kinds])] };
  });
}

/** A question whether a word is there, and a filter that writes. */
function onlyAsks(statement: string): boolean {
  if (/\bgrep\s+(?:-\w*q|--quiet|--silent)/.test(statement)) return true;
  return statement.split('\n').some((line) => {
    const options = line.slice(at(line, /\byq\b/));
    if (/\s(?:-(?=\w*i)\w*|--inplace)\s/.test(options)) return true;
    return /[|+*-]=(?!=)/.test(line.slice(at(line, /\b[yj]q\b/)));
  });
}

/** Where a pattern first matches; the end where it does not. */
function at(line: string, pattern: RegExp): number {
  const found = line.search(pattern);
  return found < 0 ? line.length : found;
}

function keyReads(facts: ScriptFacts): OrderRead[] {
  const seen = new Set<number>();
  return facts.text.keys.flatMap((fact): OrderRead[] => {
    const read = readOf(fact, facts);
    if (!read || seen.has(fact.anchor.start)) return [];
    seen.add(fact.anchor.start);
    return [read];
  });
}

function readOf(fact: KeyRead, facts: ScriptFacts): OrderRead | undefined {
  const isPattern = fact.by !== 'yq' && fact.by !== 'jq' && fact.by !== 'python';
  if (onlyAsks(fact.statement)) return undefined;
  const fromComment = isPattern && /^\^?\s*#.*_order/.test(fact.expression);
  const keys = fromComment ? [] : keysIn(fact.by === 'python' ? fact.key : fact.expression);
  if (!fromComment && keys.length === 0) return undefined;
  if (isPattern || keys.every(isPhaseKey)) {
    if (!/\bphases\b/.test(fact.expression) && !isAboutOrder(facts)) return undefined;
  }
  return { keys, fromComment, expression: fact.expression, at: fact };
}

/** Keys that a string of its own spells: members of a list that is looped over, values that are put into a filter. */
function spelledReads(facts: ScriptFacts): OrderRead[] {
  if (!isAboutOrder(facts)) return [];
  return facts.text.uses.flatMap((use): OrderRead[] => {
    if (!ENDS.test(use.text) || isSaid(use) || onlyAsks(use.statement)) return [];
    const keys = isWholeKey(use.text) ? keysIn(use.text) : [];
    const anchor = { file: facts.path, start: use.start, end: use.end };
    const at = { anchor, function: use.function, statement: use.statement };
    return keys.length === 0 ? [] : [{ keys, fromComment: false, expression: use.statement, at }];
  });
}

/** For people, or read as an expression already. What a function says is a key only when it says nothing else. */
const isSaid = ({ context, siblings = [] }: Use): boolean =>
  ['text', 'output', 'filter', 'pattern'].includes(context) ||
  (context === 'returned' && siblings.some((word) => keysIn(word).length === 0));

const isAboutOrder = (facts: ScriptFacts): boolean => /sequenc/i.test(facts.source);

const isWholeKey = (text: string): boolean => /^[\w\u{fffc}]+$/u.test(text);

const OPEN_KIND = /(?<![A-Za-z0-9])_ids\b/;
const OPEN_ACTION = /(?<![A-Za-z0-9])_order\b/;

const SPELLED = Object.fromEntries(
  ORDER_KEYS.map((key) => [key, new RegExp(`(?<![A-Za-z0-9_${HOLE}])${key}(?!\\w)`)]),
) as Readonly<Record<OrderKey, RegExp>>;

/** The order keys that a filter, a pattern or a name spells; one that is put together may be any of its kind. */
function keysIn(text: string): OrderKey[] {
  if (!ENDS.test(text)) return [];
  const spelled = ORDER_KEYS.filter((key) => SPELLED[key].test(text));
  const open: OrderKey[] = [
    ...(OPEN_KIND.test(text) ? (['vm_ids', 'lxc_ids'] as const) : []),
    ...(OPEN_ACTION.test(text) ? (['startup_order', 'shutdown_order'] as const) : []),
  ];
  return [...new Set([...spelled, ...open])];
}
