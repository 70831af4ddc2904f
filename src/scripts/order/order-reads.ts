import type { At } from '../at.ts';
import type { KeyRead } from '../facts.ts';
import { HOLE } from '../hole.ts';
import type { Use } from '../use.ts';
import { isPhaseKey, ORDER_KEYS, type OrderKey, type OrderRead } from './order-read.ts';

/** What a script says, as far as it tells what is taken out of the order. */
interface Said {
  readonly file: string;
  readonly source: string;
  readonly keys: readonly KeyRead[];
  readonly uses: readonly Use[];
}

/** No key can stand in a text without its end, which is what is written when the rest is put together. */
const ENDS = /_order|_ids/;

/** Every expression by which a script takes guests out of the order: whole keys first, then those put together. */
export function orderReads(said: Said): OrderRead[] {
  return ENDS.test(said.source) ? [...keyReads(said), ...spelledReads(said)] : [];
}

/** A question whether a word is there, and a filter that writes. */
function onlyAsks(statement: string): boolean {
  if (/\bgrep\s+(?:-\w*q|--quiet|--silent)/.test(statement)) return true;
  if (ASKS_IN_PYTHON.test(statement) || ENDS_WITH_QUESTION.test(statement)) return true;
  return statement.split('\n').some((line) => {
    const options = line.slice(at(line, /\byq\b/));
    if (/\s(?:-(?=\w*i)\w*|--inplace)\s/.test(options)) return true;
    return /[|+*-]=(?!=)/.test(line.slice(at(line, /\b[yj]q\b/)));
  });
}

/** `if id not in phase["vm_ids"]:`, `if "vm_ids" in host:`. */
const ASKS_IN_PYTHON =
  /^(?:el)?(?:if|assert|while|return)\b(?!.*\bfor\b).*(?:\bin\s+[\w.[\]"'()]*["']\w+(?:_ids|_order)["']|["']\w+(?:_ids|_order)["']\s+(?:not\s+)?in\b)/;

/** `yq '.startup_order | length'`, `jq '.vm_ids | contains([1])'`. */
const ENDS_WITH_QUESTION =
  /_(?:order|ids)\b(?:\[\])?\s*\|\s*(?:length|(?:contains|inside|index|any|all|IN)\b(?:\s*\([^|]*\))?)\s*["']/;

/** Where a pattern first matches; the end where it does not. */
function at(line: string, pattern: RegExp): number {
  const found = line.search(pattern);
  return found < 0 ? line.length : found;
}

function keyReads(said: Said): OrderRead[] {
  const seen = new Set<number>();
  return said.keys.flatMap((fact): OrderRead[] => {
    const read = readOf(fact, said);
    if (!read || seen.has(fact.anchor.start)) return [];
    seen.add(fact.anchor.start);
    return [read];
  });
}

function readOf(fact: KeyRead, said: Said): OrderRead | undefined {
  const isPattern = fact.by !== 'yq' && fact.by !== 'jq' && fact.by !== 'python';
  if (onlyAsks(fact.statement)) return undefined;
  const fromComment = isPattern && /^\^?\s*#.*_order/.test(fact.expression);
  const keys = fromComment ? [] : keysIn(fact.by === 'python' ? fact.key : fact.expression);
  if (!fromComment && keys.length === 0) return undefined;
  if (isPattern || keys.every(isPhaseKey)) {
    if (!/\bphases\b/.test(fact.expression) && !isAboutOrder(said.source)) return undefined;
  }
  return { keys, fromComment, expression: fact.expression, at: atOf(fact) };
}

const atOf = ({ anchor, function: name, statement }: At): At => ({ anchor, function: name, statement });

/** Keys that a string of its own spells: members of a list that is looped over, values that are put into a filter. */
function spelledReads(said: Said): OrderRead[] {
  if (!isAboutOrder(said.source)) return [];
  return said.uses.flatMap((use): OrderRead[] => {
    if (!ENDS.test(use.text) || isSaid(use) || onlyAsks(use.statement)) return [];
    const keys = isWholeKey(use.text) ? keysIn(use.text) : [];
    const anchor = { file: said.file, start: use.start, end: use.end };
    const at = { anchor, function: use.function, statement: use.statement };
    return keys.length === 0 ? [] : [{ keys, fromComment: false, expression: use.statement, at }];
  });
}

/** For people, or read as an expression already. What a function says is a key only when it says nothing else. */
const isSaid = ({ context, siblings = [] }: Use): boolean =>
  ['text', 'output', 'filter', 'pattern'].includes(context) ||
  (context === 'returned' && siblings.some((word) => keysIn(word).length === 0));

const isAboutOrder = (source: string): boolean => /sequenc/i.test(source);

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
