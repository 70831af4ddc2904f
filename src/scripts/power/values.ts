import { addTo, groupByNames } from '../../grouping/groups.ts';
import { oncePer } from '../../once/once-per.ts';
import type { AssignmentFact, ScriptText } from '../facts.ts';
import { HOLE } from '../hole.ts';
import type { StepWord } from '../step.ts';
import { callsOf } from './calls.ts';

/** What a variable can hold, as far as the script writes it out. */
export interface Values {
  readonly known: ReadonlySet<string>;
  /** It can hold something else as well. */
  readonly open: boolean;
}

const OPEN: Values = { known: new Set(), open: true };

const memory = new WeakMap<ScriptText, Map<string, Values>>();

export function valuesOf(name: string, inside: string | undefined, text: ScriptText): Values {
  const known = memory.get(text) ?? new Map<string, Values>();
  memory.set(text, known);
  const key = `${inside ?? ''} ${name}`;
  const before = known.get(key);
  if (before) return before;
  // A variable that gets its value from itself adds nothing.
  known.set(key, OPEN);
  const values = withCases(name, derived(name, inside, text), text);
  known.set(key, values);
  return values;
}

/** `case $tool in qm|pct)`: what an open variable is held against tells what it may well be. */
function withCases(name: string, values: Values, text: ScriptText): Values {
  if (!values.open) return values;
  return { known: new Set([...values.known, ...(kindsOf(text).get(name) ?? [])]), open: true };
}

/** By variable, the tools and kinds of guests that it is held against. */
const kindsOf = oncePer((text: ScriptText): ReadonlyMap<string | undefined, readonly string[]> => {
  const bySubject = new Map<string | undefined, string[]>();
  for (const { subject, context, text: word } of text.uses) {
    if ((context !== 'arm' && context !== 'compared') || !/^(qm|pct|qemu|lxc)$/.test(word)) continue;
    addTo(bySubject, subject, word);
  }
  return bySubject;
});

function derived(name: string, inside: string | undefined, text: ScriptText): Values {
  const position = parameterOf(name, inside, text);
  const all = assignmentsOf(text).get(name) ?? [];
  const own = all.filter((each) => each.function === inside);
  const assigned = own.length > 0 ? own : position === undefined ? all : [];
  if (assigned.length === 0)
    return position === undefined || inside === undefined ? OPEN : argumentsAt(position, inside, text);
  return joined(assigned.map((each) => assignedBy(each, text)));
}

const assignmentsOf = oncePer((text: ScriptText) =>
  groupByNames(text.assignments, ({ variable }) => [variable]),
);

/** `"$base/status/stop"`: a word with the one path that the script writes into the variable in front. */
export function spelledOut(word: StepWord, inside: string | undefined, text: ScriptText): StepWord {
  if (!word.text.startsWith(HOLE)) return word;
  const all = assignmentsOf(text).get(word.variables[0] ?? '') ?? [];
  const own = all.filter((each) => each.function === inside);
  const [path, ...others] = own.length > 0 ? own : all;
  if (!path?.text.includes('/') || others.length > 0) return word;
  return {
    text: path.text + word.text.slice(HOLE.length),
    variables: [...path.sources, ...word.variables.slice(1)],
  };
}

/** What a word can say: itself where it is written out, else what its only variable can hold. */
export function wordValues(word: StepWord, inside: string | undefined, text: ScriptText): Values {
  if (!word.text.includes(HOLE)) return { known: new Set([word.text]), open: false };
  if (word.text !== HOLE) return { known: new Set([word.text]), open: true };
  return joined(word.variables.map((name) => valuesOf(name, inside, text)));
}

function joined(parts: readonly Values[]): Values {
  if (parts.length === 0) return OPEN;
  return { known: new Set(parts.flatMap((part) => [...part.known])), open: parts.some((part) => part.open) };
}

/** Which argument of the function around it a name stands for, from 0. */
function parameterOf(name: string, inside: string | undefined, text: ScriptText): number | undefined {
  if (/^[1-9]\d*$/.test(name)) return Number(name) - 1;
  const parameters = text.functions.find((each) => each.name === inside)?.parameters ?? [];
  const at = parameters.indexOf(name);
  return at < 0 ? undefined : at;
}

/** What the calls of a function give at one place. */
function argumentsAt(position: number, name: string, text: ScriptText): Values {
  const calls = callsOf(text).get(name) ?? [];
  const shifted = text.steps.some((step) => step.function === name && step.words[0]?.text === 'shift');
  const given = calls.map(({ step, args }) => {
    const word = args[position];
    return word ? wordValues(word, step.function, text) : OPEN;
  });
  const values = joined(given);
  return shifted ? { ...values, open: true } : values;
}

function assignedBy(fact: AssignmentFact, text: ScriptText): Values {
  const fallback = defaultsOf(text).get(fact.variable) ?? [];
  const values = sourceValues(fact, text);
  return fallback.length === 0
    ? values
    : { known: new Set([...values.known, ...fallback.map((use) => use.text)]), open: true };
}

const defaultsOf = oncePer((text: ScriptText) =>
  groupByNames(
    text.uses.filter(({ context }) => context === 'default'),
    ({ subject }) => [subject],
  ),
);

function sourceValues(fact: AssignmentFact, text: ScriptText): Values {
  if (fact.from === 'literal') return { known: new Set([fact.text]), open: false };
  if (text.language === 'python' && fact.from !== 'item') return expressionValues(fact, text);
  const sources = fact.sources.map((name) => valuesOf(name, fact.function, text));
  const written = fact.text.split(/\s+/).filter((word) => word !== '' && !word.includes(HOLE));
  switch (fact.from) {
    case 'item':
      return joined([...sources, ...(written.length > 0 ? [{ known: new Set(written), open: false }] : [])]);
    case 'command':
      return outputValues(fact, text);
    case 'argument':
    case 'variable':
      return fact.text === HOLE ? joined(sources) : { known: new Set([fact.text]), open: false };
    default:
      return OPEN;
  }
}

/** `$(tool_for "$kind")`: what the function writes; `$([ ... ] && echo a || echo b)`: what is written on the spot. */
function outputValues(fact: AssignmentFact, text: ScriptText): Values {
  const called = /(?:\$\(|`)\s*([\w-]+)/.exec(fact.statement)?.[1];
  const written = [...fact.statement.matchAll(/\becho\s+["']?([\w-]+)/g)].map((match) => match[1]!);
  const returned = called === undefined ? [] : returnedBy(called, text);
  const known = [...written, ...returned];
  return { known: new Set(known), open: known.length === 0 };
}

const returnedBy = (name: string, text: ScriptText): string[] =>
  text.functions.some((each) => each.name === name)
    ? text.uses.filter((use) => use.context === 'returned' && use.function === name).map((use) => use.text)
    : [];

const stringsIn = (text: string): string[] =>
  [...text.matchAll(/["']([^"']*)["']/g)].map((match) => match[1]!);

/** Of a map from kinds to tools only the tools are held. */
function heldText(text: string): string {
  const values = text.replace(/["'][^"']*["']\s*:/g, '');
  return stringsIn(values).some((each) => /^(qm|pct|qemu|lxc)$/.test(each)) ? values : text;
}

/** A Python expression: the strings in it, and what the names in it hold or return. */
function expressionValues(fact: AssignmentFact, text: ScriptText): Values {
  const strings = stringsIn(heldText(fact.text));
  const names = [...fact.text.replace(/["'][^"']*["']/g, '').matchAll(/\b[A-Za-z_]\w*\b/g)].map(
    (match) => match[0],
  );
  const assigned = names.filter((name) => name !== fact.variable && assignmentsOf(text).has(name));
  const held = assigned.map((name) => valuesOf(name, fact.function, text));
  const returned = names.flatMap((name) => returnedBy(name, text));
  const known = new Set([...strings, ...returned, ...held.flatMap((each) => [...each.known])]);
  return { known, open: known.size === 0 };
}
