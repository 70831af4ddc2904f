import type { AssignmentFact, ScriptText } from '../facts.ts';
import { isSpoken } from '../shell/command.ts';
import { callsOf } from './calls.ts';

const DEEPEST = 6;

/** The texts from which variables get their values: statements, what loops are fed with, functions whose output is taken. */
export function originsOf(
  variables: readonly string[],
  inside: string | undefined,
  script: { readonly text: ScriptText; readonly source: string },
): string[] {
  const texts = new Set<string>();
  const seen = new Set<string>();
  let left = variables.map((name) => ({ name, inside }));
  for (let depth = 0; depth < DEEPEST && left.length > 0; depth++) {
    const fresh = left.filter((each) => !seen.has(`${each.inside} ${each.name}`));
    for (const each of fresh) seen.add(`${each.inside} ${each.name}`);
    left = fresh.flatMap((each) => step(each.name, each.inside, script.text, script.source, texts));
  }
  return [...texts];
}

interface Held {
  readonly name: string;
  readonly inside: string | undefined;
}

/** Adds the texts that one variable comes from, and tells the variables in them. */
function step(
  name: string,
  inside: string | undefined,
  text: ScriptText,
  source: string,
  texts: Set<string>,
): Held[] {
  const all = text.assignments.filter((each) => each.variable === name);
  const own = all.filter((each) => each.function === inside);
  const facts = own.length > 0 ? own : all;
  const next: Held[] = [];
  for (const fact of facts) {
    for (const each of textsOf(fact, text)) {
      texts.add(each);
      const names = namesIn(each, text).map((one) => ({ name: one, inside: fact.function }));
      next.push(...names, ...functionsIn(each, text, source, texts));
    }
    if (fact.from === 'variable')
      next.push(...fact.sources.map((one) => ({ name: one, inside: fact.function })));
  }
  return [
    ...next,
    ...argumentsFor(
      name,
      inside,
      own.some((each) => each.from !== 'argument'),
      text,
    ),
  ];
}

/** What of an assignment tells where the value comes from; one statement may make several. */
function textsOf(fact: AssignmentFact, { language }: ScriptText): string[] {
  const isPlain = language === 'shell' && /^(literal|argument|positional|option|variable)$/.test(fact.from);
  return (isPlain ? [fact.text] : [fact.statement, fact.fed ?? '']).filter((each) => each !== '');
}

/** Variables that a text expands; in Python every name in it. */
function namesIn(each: string, text: ScriptText): string[] {
  const pattern = text.language === 'python' ? /\b([A-Za-z_]\w*)\b/g : /\$\{?#?!?([A-Za-z_]\w*|\d)/g;
  return [...each.matchAll(pattern)].map((match) => match[1]!);
}

/** The functions that a text calls: their whole text is where the values come from. */
function functionsIn(each: string, text: ScriptText, source: string, texts: Set<string>): Held[] {
  const called = text.functions.filter(
    (one) => !isSpoken(one.name) && new RegExp(`(?<![\\w.-])${one.name}(?![\\w-])`).test(each),
  );
  return called.flatMap((one) => {
    const body = source.slice(one.start, one.end);
    if (texts.has(body)) return [];
    texts.add(body);
    const names = namesIn(body, text).filter((name) => !/^\d$/.test(name));
    return names.map((name) => ({ name, inside: one.name }));
  });
}

/** What the callers of the function give for one of its parameters. */
function argumentsFor(
  name: string,
  inside: string | undefined,
  isAssigned: boolean,
  text: ScriptText,
): Held[] {
  if (inside === undefined || isAssigned) return [];
  const positions = positionsOf(name, inside, text);
  const calls = callsOf(text).get(inside) ?? [];
  return calls.flatMap(({ step: call, args }) =>
    positions.flatMap((at) =>
      (args[at]?.variables ?? []).map((each) => ({ name: each, inside: call.function })),
    ),
  );
}

function positionsOf(name: string, inside: string, text: ScriptText): number[] {
  if (/^[1-9]$/.test(name)) return [Number(name) - 1];
  const named = text.functions.find((each) => each.name === inside)?.parameters.indexOf(name) ?? -1;
  const given = text.assignments.filter(
    (each) => each.variable === name && each.function === inside && each.from === 'argument',
  );
  const written = given.flatMap((each) => each.sources).filter((each) => /^[1-9]$/.test(each));
  return [...(named >= 0 ? [named] : []), ...written.map((each) => Number(each) - 1)];
}
