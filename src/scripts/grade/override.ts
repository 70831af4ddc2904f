import type { AssignmentFact, Literal, Override, ScriptText } from '../facts.ts';

/** How a caller puts another value in the place of a default; undefined when nobody can. */
export function overrideOf(literal: Literal, text: ScriptText): Override | undefined {
  if (
    literal.form !== 'default' &&
    literal.form !== 'list' &&
    literal.form !== 'path' &&
    literal.form !== 'written'
  )
    return undefined;
  if (literal.chosen) return undefined;
  if (literal.absent?.startsWith('-')) return { by: 'option', name: literal.absent };
  for (const name of [literal.subject, literal.absent]) {
    const option = name === undefined ? undefined : optionFor(name, text);
    if (option) return option;
  }
  return literal.absent === undefined
    ? positionalFor(literal.subject, text)
    : byAbsence(literal.absent, literal, text);
}

/** Of the variable itself, or of the one that it is filled from. */
function optionFor(name: string, text: ScriptText): Override | undefined {
  const sources = text.assignments.flatMap(({ variable, from, sources: all }) =>
    variable === name && from === 'variable' && all.length === 1 ? all : [],
  );
  const option = [name, ...sources].map((each) => optionOf(each, text)).find((each) => each !== undefined);
  return option === undefined ? undefined : { by: 'option', name: option };
}

const optionOf = (variable: string, { assignments }: ScriptText): string | undefined =>
  assignments.find((each) => each.variable === variable && each.from === 'option')?.sources[0];

function positionalFor(name: string | undefined, text: ScriptText): Override | undefined {
  const assigned = text.assignments.find((each) => each.variable === name && each.from === 'positional');
  return assigned ? { by: 'positional', name: assigned.sources[0]! } : undefined;
}

/** `${1:-x}` in a script or a function, `${HOST:-x}` from the environment or from what the script read before. */
function byAbsence(absent: string, literal: Literal, text: ScriptText): Override | undefined {
  if (/^([1-9]\d*|[@*])$/.test(absent))
    return { by: literal.function === undefined ? 'positional' : 'parameter', name: absent };
  if (absent.startsWith('$')) return { by: 'environment', name: absent.slice(1) };
  if (
    text.language === 'python' &&
    literal.function !== undefined &&
    text.functions.some((each) => each.name === literal.function)
  )
    return { by: 'parameter', name: absent };
  const filled = text.assignments.filter((each) => each.variable === absent && !isSelf(each, literal));
  const given = (from: AssignmentFact['from']) => filled.find((each) => each.from === from)?.sources[0];
  const [positional, parameter] = [given('positional'), given('argument')];
  if (positional !== undefined) return { by: 'positional', name: positional };
  if (parameter !== undefined) return { by: 'parameter', name: parameter };
  return filled.length === 0 ? { by: 'environment', name: absent } : undefined;
}

/** The assignment in which the default itself stands. */
function isSelf(assignment: AssignmentFact, literal: Literal): boolean {
  return assignment.anchor.start <= literal.anchor.start && literal.anchor.end <= assignment.anchor.end;
}
