import type { GradedLiteral, Literal, OptionFact, Override, ScriptText } from '../facts.ts';
import { type CallOfScript, leavesDefault } from './calls.ts';
import { overrideOf } from './override.ts';

/** Grades the literals of one script. What it may name by design is left out. */
export function gradeLiterals(
  path: string,
  text: ScriptText,
  literals: readonly Literal[],
  allowed: ReadonlySet<string>,
  incoming: readonly CallOfScript[],
): GradedLiteral[] {
  return literals
    .filter((literal) => !isByDesign(literal, allowed))
    .map((literal) => grade(path, text, literal, incoming));
}

/** Every place that the words stand for is one that the script is named for. */
function isByDesign(literal: Literal, allowed: ReadonlySet<string>): boolean {
  return (
    literal.sites.some((site) => allowed.has(site)) &&
    (literal.form !== 'list' || literal.sites.every((site) => allowed.has(site)))
  );
}

function grade(
  path: string,
  text: ScriptText,
  literal: Literal,
  incoming: readonly CallOfScript[],
): GradedLiteral {
  const override = overrideOf(literal, text);
  if (!override) return { ...literal, severity: 'error' };
  const reached = firstCall(path, text, literal, override, incoming);
  return reached
    ? { ...literal, severity: 'error', override, reachedBy: reached }
    : { ...literal, severity: 'warning', override };
}

function firstCall(
  path: string,
  text: ScriptText,
  literal: Literal,
  override: Override,
  incoming: readonly CallOfScript[],
): GradedLiteral['reachedBy'] {
  if (override.by === 'parameter') {
    const parameters = text.functions.find((each) => each.name === literal.function)?.parameters;
    const call = text.calls.find(
      (each) => each.command === literal.function && leavesDefault(each, override, parameters),
    );
    return call && { script: path, at: call };
  }
  const names = namesOf(override, text.options);
  const found = incoming.find((each) =>
    names.every((name) => leavesDefault(each.call, { ...override, name })),
  );
  return found && { script: found.from, at: found.call };
}

/** An option goes by all its names. */
function namesOf(override: Override, options: readonly OptionFact[]): readonly string[] {
  if (override.by !== 'option') return [override.name];
  return options.find((option) => option.names.includes(override.name))?.names ?? [override.name];
}
