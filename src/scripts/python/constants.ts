import { oncePer } from '../../once/once-per.ts';
import { roleOf } from '../literal/role.ts';
import { addUse, type Reading } from '../reading.ts';
import { child, childOf, enclosing, type Syntax } from '../syntax.ts';
import { literalText, nameOf } from './literal.ts';
import { writesOf } from './writes.ts';

/** `site == LOCAL`, `site in SKIP`: a variable whose value is written out once in the script counts as what it says. */
export function readComparison(node: Syntax, reading: Reading): void {
  const [left, right, ...others] = node.children.filter((each) => each.named && each.field !== 'operators');
  if (!left || !right || others.length > 0 || !OPERATORS.test(between(left, right, reading))) return;
  readHeld(right, left, reading);
  readHeld(left, right, reading);
}

const OPERATORS = /^(?:==|!=|in|not\s+in)$/;

const between = (left: Syntax, right: Syntax, { source }: Reading): string =>
  source.slice(left.end, right.start).trim();

function readHeld(constant: Syntax, other: Syntax, reading: Reading): void {
  const name =
    constant.type === 'identifier' ? reading.source.slice(constant.start, constant.end) : undefined;
  const subject = nameOf(other, reading.source);
  if (name === undefined || subject === undefined || roleOf(name) === 'other') return;
  const told = toldOf(reading);
  if (told.has(`${name} ${subject}`)) return;
  told.add(`${name} ${subject}`);
  const values = valuesOf(name, constant, reading);
  const siblings = values.map((each) => literalText(each, reading.source));
  values.forEach((each, at) => {
    const about = { subject, siblings, group: values[0]!.start };
    addUse(reading, each, { context: 'compared', text: siblings[at]!, ...about });
  });
}

const toldOf = oncePer((_: Reading) => new Set<string>());

/** The strings that a variable holds, where it is written once, holds nothing else, and no option takes it for a default. */
function valuesOf(name: string, use: Syntax, reading: Reading): readonly Syntax[] {
  const [write, ...others] = writesOf(reading).get(name) ?? [];
  const value = write && child(write, 'right');
  if (!value || write.type !== 'assignment' || others.length > 0 || !isSeenFrom(use, write)) return [];
  if (
    new RegExp(
      `\\bdefault\\s*=\\s*${name}\\b|\\b${name}\\.(?:add|append|extend|update|insert|remove|discard)\\(`,
    ).test(reading.source)
  )
    return [];
  const strings = value.type === 'string' ? [value] : membersOf(value, reading);
  return strings.every((each) => each.type === 'string' && !childOf(each, 'interpolation')) ? strings : [];
}

/** In the same function, or outside of all. */
function isSeenFrom(use: Syntax, write: Syntax): boolean {
  const around = enclosing(write, 'function_definition');
  return around === undefined || around === enclosing(use, 'function_definition');
}

/** `{"a"}`, `["a"]`, `frozenset({"a"})`. */
function membersOf(value: Syntax, reading: Reading): readonly Syntax[] {
  if (/^(?:list|tuple|set)$/.test(value.type))
    return value.children.filter((each) => each.named && each.type !== 'comment');
  const called = value.type === 'call' ? nameOf(value.children[0], reading.source) : undefined;
  const given = /^(?:frozenset|set|tuple|list)$/.test(called ?? '')
    ? childOf(value, 'argument_list')
    : undefined;
  const inner = given?.children.find((each) => each.named);
  return inner ? membersOf(inner, reading) : [];
}
