import { readFileSync } from 'node:fs';
import { BINDING, FUNCTIONS, METHODS } from '../../src/own/expression/allowed.ts';
import {
  LIMITS,
  MAX_EXPRESSION,
  MAX_PATTERN,
  STEPS_PER_ENTITY,
  STEPS_PER_GATE,
} from '../../src/own/expression/limits.ts';
import { ENTITIES, scopeOf } from '../../src/own/model/model.ts';
import type { Field, Fields, Shape } from '../../src/own/shape.ts';
import type { GeneratedFile } from './settle.ts';

const PAGE = 'docs/gates-of-your-own.md';
const MARKED = /(<!-- model -->\n)[\s\S]*(<!-- \/model -->)/;

/** The reference of the model that expressions see, from the declarations that its values are typed by. */
export async function ownModel(): Promise<GeneratedFile[]> {
  const text = [functions(), bounds(), scope(), ...entities()].join('\n\n');
  const page = readFileSync(PAGE, 'utf8');
  return [{ path: PAGE, text: page.replace(MARKED, (_, start, end) => `${start}\n${text}\n\n${end}`) }];
}

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

function functions(): string {
  return [
    '### Functions',
    '',
    `- On lists, with a name for each item: ${code(BINDING)}.`,
    `- Behind a value and a dot: ${code(METHODS.filter((name) => !BINDING.includes(name)))}. Times are read in UTC.`,
    `- Alone: ${code(FUNCTIONS)}.`,
    '- `matches` takes a regular expression in the syntax of RE2, which has no look-around and no back references; it runs in linear time.',
  ].join('\n');
}

function bounds(): string {
  const number = (value: number) => value.toLocaleString('en-US');
  return [
    '### Bounds',
    '',
    `An expression has at most ${number(MAX_EXPRESSION)} characters, ${number(LIMITS.maxAstNodes)} parts and ${LIMITS.maxDepth} levels, a list in it ${LIMITS.maxListElements} items, a regular`,
    `expression ${MAX_PATTERN} characters. Judging one entity takes at most ${number(STEPS_PER_ENTITY)} steps, a whole gate ${number(STEPS_PER_GATE)}: each`,
    'turn of a loop pays for its body, and each operation for what it reads. Past the first bound there is a finding at',
    'the expression, past the second the gate has crashed.',
  ].join('\n');
}

/** The names that every expression has, shown for a gate on guests. */
function scope(): string {
  const { fields } = scopeOf(ENTITIES.get('guest')!);
  return [
    '### Names',
    '',
    'Of a gate `for: guest`; others have their own entity in its place.',
    '',
    table(fields),
  ].join('\n');
}

function entities(): string[] {
  const inner = new Map<string, Fields>();
  const sections = [...ENTITIES.values()].map(({ shape, about, plural, reads }) => {
    for (const { shape: part } of Object.values(shape.fields)) collect(part, inner);
    const declared = reads.length > 0 ? ` Reads ${code(reads)}.` : '';
    return [
      `### ${shape.name}`,
      '',
      `${about} All of them: \`estate.${plural}\`.${declared}`,
      '',
      table(shape.fields),
    ];
  });
  const parts = [...inner.values()]
    .filter((shape) => !ENTITIES.has(shape.name))
    .map((shape) => [`### ${shape.name}`, '', 'Part of the entities above.', '', table(shape.fields)]);
  return [...sections, ...parts].map((lines) => lines.join('\n'));
}

function collect(shape: Shape, into: Map<string, Fields>): void {
  if (shape.kind === 'list') collect(shape.of, into);
  if (shape.kind === 'fields') into.set(shape.name, shape);
}

function table(fields: Readonly<Record<string, Field>>): string {
  const rows = Object.entries(fields).map(
    ([name, { shape, about, optional }]) =>
      `| \`${name}\` | ${typeWords(shape)}${optional ? ' or null' : ''} | ${about.replaceAll('|', '\\|')} |`,
  );
  return ['| key | type | what it is |', '|---|---|---|', ...rows].join('\n');
}

function typeWords(shape: Shape): string {
  if (shape.kind === 'list') return `list of ${typeWords(shape.of)}`;
  if (shape.kind === 'fields')
    return shape.name === 'estate' ? 'the lists below' : `[${shape.name}](#${shape.name})`;
  return {
    text: 'text',
    integer: 'whole number',
    number: 'number',
    truth: 'true or false',
    time: 'time',
    any: 'data',
  }[shape.kind];
}
