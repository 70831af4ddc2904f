import { expect, test } from 'vitest';
import { ExpressionProblem } from '../../src/own/expression/ast.ts';
import { Budget } from '../../src/own/expression/budget.ts';
import { compile } from '../../src/own/expression/compile.ts';
import { fields, integers, many, maybe, one, text, texts, time } from '../../src/own/shape.ts';

const THING = fields('thing', {
  name: maybe(text('Its name.')),
  tags: texts('Its tags.'),
  sizes: integers('Its sizes.'),
});
const SCOPE = fields('scope', {
  thing: one(THING, 'One.'),
  things: many(THING, 'All.'),
  now: time('When.'),
});

const thing = { name: 'lamp', tags: ['a', 'b'], sizes: [1n, 2n] };
const VALUES = { thing, things: [thing, { ...thing, name: null }], now: new Date('2026-01-15T12:00:00Z') };

const valueOfExpression = (source: string, values: object = VALUES) =>
  compile(source, SCOPE, 'any').evaluate({ ...VALUES, ...values }, new Budget(1_000_000));

function problemOf(run: () => unknown): { said: string; marked: [number, number] } {
  try {
    run();
  } catch (error) {
    if (error instanceof ExpressionProblem) return { said: error.message, marked: [error.start, error.end] };
    throw error;
  }
  throw new Error('it is no problem');
}

test.each([
  ['thing.name == "lamp"', true],
  ['thing.tags.exists(tag, tag == "b") && size(thing.tags) == 2', true],
  ['things.filter(one, one.name == null).size() == 1', true],
  ['things.map(one, one.sizes[1]) == [2, 2]', true],
  ['thing.name.matches("^la+mp$")', true],
  ['now > timestamp("2026-01-14T00:00:00Z") + duration("24h")', true],
  ['has(thing.name) ? thing.name : "none"', 'lamp'],
  ['things.all(one, one.name != null)', false],
])('%s', (source, value) => {
  expect(valueOfExpression(source)).toEqual(value);
});

test.each([
  ['thing.nam == "x"', /thing has no "nam"; did you mean "name"\?/, 'nam'],
  ['things.all(one, one.sise > 1)', /thing has no "sise"; did you mean "sizes"\?/, 'sise'],
  ['thing.name = "x"', /unexpected "="; compare with "=="/, '='],
  ['thing.tags.exist(t, t == "a")', /no such function: "exist".*did you mean "exists"\?/, undefined],
  ['thang.name == "x"', /no such name: "thang"; did you mean "thing"\?/, 'thang'],
  ['thing.name == "x" && (', /the expression ends too early/, ''],
  ['thing.name.matches("(a")', /the regular expression "\(a" cannot be used/, '"(a"'],
  ['thing.name.matches("(?=a)b")', /look-around.*linear time/, '"(?=a)b"'],
  ['thing.name.matches("(?<!a)b")', /look-around.*linear time/, '"(?<!a)b"'],
  ['thing.name.matches("(a)\\\\1")', /back references.*linear time/, '"(a)\\\\1"'],
  ['thing.name.matches("[a")', /cannot be used: missing closing \]: "\[a"/, '"[a"'],
])('%s is refused at its place', (source, words, marked) => {
  const problem = problemOf(() => compile(source, SCOPE, 'truth'));
  expect(problem.said).toMatch(words);
  if (marked !== undefined) expect(source.slice(...problem.marked)).toBe(marked);
});

test('what yields no truth is refused where a truth is wanted', () => {
  expect(problemOf(() => compile('size(thing.tags)', SCOPE, 'truth')).said).toBe(
    'it yields a whole number; expected true or false',
  );
});

test('a value that is not there is a problem with a place, not a crash', () => {
  const source = 'thing.name.startsWith("l")';
  const problem = problemOf(() => valueOfExpression(source, { thing: { ...thing, name: null } }));
  expect(problem).toEqual({
    said: "found no matching overload for 'null.startsWith(string)'",
    marked: [0, source.length],
  });
});

test.each([
  'thing.constructor == null',
  'thing["constructor"] == null',
  'thing.__proto__ == null',
  'thing["__proto__"] == null',
  'thing.tags.constructor == null',
  'thing.name["constructor"] == null',
  'bytes("e30=").json() == {}',
  'cel.bind(a, 1, a == 1)',
  'type(thing.name) == string',
  'process.env == null',
  'require("fs") == null',
  'thing.name.toString() == ""',
  'now.getHours("Europe/Paris") == 1',
])('%s reaches nothing', (source) => {
  expect(() => valueOfExpression(source)).toThrow(ExpressionProblem);
});

test.each([
  'thing.sizes.all(size, size > 0)',
  'thing.name == "lamp"',
  'thing.name + "s" != ""',
  'thing.name.startsWith("l")',
  'thing.name.matches("^l")',
  '"a" in thing.tags',
])('each operation is paid for, by what the library makes of it: %s', (source) => {
  const budget = new Budget(1000);
  compile(source, SCOPE, 'truth').evaluate(VALUES, budget);
  expect(budget.left).toBeLessThan(1000);
});

const LONG = Array.from({ length: 200 }, (_, index) => index).join(',');
const tree = `[1]${'.map(a, {"a": a, "b": a})'.repeat(22)}`;
const nested = (depth: number, body: string): string =>
  depth === 0 ? body : `[${LONG}].all(x${depth}, ${nested(depth - 1, body)})`;

test.each([
  ['loops in loops', nested(4, 'true')],
  ['loops whose body fails', nested(4, '1 / 0 == 1')],
  ['lists that double', `[["x"]]${'.map(a, a + a)'.repeat(40)}.size() > 0`],
  ['texts that double', `["${'x'.repeat(100)}"]${'.map(a, a + a)'.repeat(40)}.size() > 0`],
  ['equal parts of equal parts', `${tree} == ${tree}`],
  ['patterns put together', `[${LONG}].all(n, ![${LONG}].exists(m, thing.name.matches("x{9}" + string(m))))`],
  ['a large pattern over a long text', `"${'x'.repeat(3000)}".matches("(?:[a-z]{10}){100}z[a-z]{900}")`],
  ['a loop over what a loop made', `things${'.map(a, things)'.repeat(3)}.all(a, ${nested(4, 'true')})`],
])('ends: %s', (_, source) => {
  expect(() => valueOfExpression(source)).toThrow(/it takes more than 1000000 steps for one entity/);
});

test.each([
  ['(a+)+$', 'a'.repeat(100_000)],
  ['(x+x+)+y', 'x'.repeat(100_000)],
  ['(.*)*.*=.*z', '='.repeat(100_000)],
  ['(a|a)*b', 'a'.repeat(100_000)],
])('100 kB against %s, on which a backtracking engine would run for years', (pattern, name) => {
  const found = valueOfExpression(`thing.name.matches("^${pattern}$")`, {
    thing: { ...thing, name: `${name}!` },
  });
  expect(found).toBe(false);
});

test.each([
  [`thing.name == "${'x'.repeat(4000)}"`, /it has 4016 characters; expected at most 4000/],
  ['[1].map(a, {a: a}).size() == 1', /a key of a map has to be a text in quotes/],
  [`${'('.repeat(60)}true${')'.repeat(60)}`, /it nests deeper than 50 levels/],
  [`size([${'1,'.repeat(300)}1]) > 0`, /a list has more than 200 items/],
  [Array.from({ length: 400 }, () => '1 == 1').join('||'), /it has more than 1000 parts/],
  [`thing.name.matches("${'a'.repeat(600)}")`, /has 600 characters; expected at most 500/],
  ['thing.name.matches("([a-z]{100}){9}".lowerAscii() + "{1000}")', /cannot be used|instructions/],
  ['thing.name.matches("(?:(?:abcdefghij){10}){100}")', /has 10002 instructions .* expected at most 10000/],
  [`duration("${'1'.repeat(50)}s") == duration("1s")`, /a duration has at most 40 characters/],
])('an expression has bounds (%#)', (source, words) => {
  expect(problemOf(() => valueOfExpression(source)).said).toMatch(words);
});
