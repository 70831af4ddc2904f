import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { judgeOf } from '../../src/cli/fix/judge-edited.ts';
import { KINDS, ruleOf, usualFile } from '../../src/contract/kinds.ts';
import { EMPTY_TREE } from '../../src/load/empty-tree.ts';
import { overlayTree } from '../../src/load/overlay-tree.ts';
import { isSchema } from '../../tools/generate/definition.ts';
import { outlines } from '../../tools/generate/outlines.ts';
import { type Json, type Schema, schemaFiles } from '../../tools/generate/schema-files.ts';
import { settle } from '../../tools/generate/settle.ts';
import { types } from '../../tools/generate/types.ts';
import { validators } from '../../tools/generate/validators.ts';

const FILES = schemaFiles();
const WINDOW = ['window.checkpoint', 'window.receipt', 'window.record'];
const OWN = [
  'gap.gates',
  'gate.baseline',
  'gate.waivers',
  'gates',
  'impact',
  'own.gate',
  'parity',
  'plan',
  'result',
  ...WINDOW,
];

function compiler(): Ajv2020 {
  const ajv = new Ajv2020({ allowUnionTypes: true, strictTypes: false });
  ajv.addKeyword({ keyword: 'governed', schemaType: 'boolean' });
  ajv.addKeyword({ keyword: 'expected', schemaType: 'string' });
  ajv.addKeyword({ keyword: 'tsType', schemaType: 'string' });
  return ajv;
}

test.each(FILES)('$kind is a valid schema with a title and a description', ({ kind, schema }) => {
  expect(() => compiler().compile(schema)).not.toThrow();
  expect(schema).toMatchObject({ $id: `${kind}.schema.json`, title: /./, description: /./ });
});

test.each(FILES)('every field of $kind is described', ({ schema }) => {
  const nameless = fields(schema).filter(([, field]) => typeof field.description !== 'string');
  expect(nameless.map(([name]) => name)).toEqual([]);
});

/** What people write by hand; reports and records are written by the tool. */
const WRITTEN = FILES.filter(({ kind }) => ['gates', 'gate.baseline', ...KINDS].includes(kind));

test.each(WRITTEN)('$kind has a whole example that fits it', ({ schema }) => {
  const fits = compiler().compile(schema);
  const examples = schema.examples as unknown[];
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) expect(fits(example) ? [] : fits.errors).toEqual([]);
});

test('the whole examples are about one estate, and no contract of them breaks another', async () => {
  const files = WRITTEN.flatMap(({ kind, schema }) => fileOf(kind, (schema.examples as unknown[])[0]));
  const judge = judgeOf(overlayTree(EMPTY_TREE, new Map(files)), 'the examples', '2026-01-15T12:00:00Z');
  const { findings, unjudged } = await judge(new Map());
  const broken = findings.filter(({ gate }) => gate.startsWith('contracts/') || gate.endsWith('-resolve'));
  expect(broken.map(({ message, place }) => `${place.file}: ${message}`)).toEqual([]);
  expect([...unjudged]).toEqual([]);
});

test.each(FILES)('$kind keeps unknown keys unless it is a file of the tool', ({ kind, schema }) => {
  expect(closed(schema)).toBe(OWN.includes(kind));
});

test('a definition means the same in every schema', () => {
  const seen = new Map<string, Json>();
  for (const { schema } of FILES) {
    for (const [name, definition] of Object.entries((schema.$defs ?? {}) as Schema)) {
      expect(definition, name).toEqual(seen.get(name) ?? definition);
      seen.set(name, definition);
    }
  }
});

test.each([types, validators, outlines])('what $name generates is up to date', async (step) => {
  expect(settle(await step(), true)).toEqual([]);
});

function fields(node: Json): [string, Schema][] {
  if (Array.isArray(node)) return node.flatMap(fields);
  if (!isSchema(node)) return [];
  const own = isSchema(node.properties ?? null)
    ? (Object.entries(node.properties as Schema) as [string, Schema][])
    : [];
  return [...own, ...Object.values(node).flatMap(fields)];
}

function closed(node: Json): boolean {
  if (Array.isArray(node)) return node.some(closed);
  return isSchema(node) && (node.additionalProperties === false || Object.values(node).some(closed));
}

/** A contract under its usual name, with the text of an example. */
function fileOf(kind: string, example: unknown): [string, string][] {
  const known = KINDS.find((one) => one === kind);
  if (!known || known === 'own.gate') return [];
  const text = JSON.stringify(example, null, 2);
  const file = usualFile(known).replace('<SITE>', 'NORTH').replace('<loop id>', 'LOOP-NAS-ORDER-20260103');
  return [[file, ruleOf(known).format === 'markdown' ? `---\n${text}\n---\n` : text]];
}
