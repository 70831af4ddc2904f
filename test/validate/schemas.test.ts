import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
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

test.each(FILES)('$kind is a valid schema with a title and a description', ({ kind, schema }) => {
  const ajv = new Ajv2020({ allowUnionTypes: true, strictTypes: false });
  ajv.addKeyword({ keyword: 'governed', schemaType: 'boolean' });
  ajv.addKeyword({ keyword: 'expected', schemaType: 'string' });
  ajv.addKeyword({ keyword: 'tsType', schemaType: 'string' });
  expect(() => ajv.compile(schema)).not.toThrow();
  expect(schema).toMatchObject({ $id: `${kind}.schema.json`, title: /./, description: /./ });
});

test.each(FILES)('every field of $kind is described', ({ schema }) => {
  const nameless = fields(schema).filter(([, field]) => typeof field.description !== 'string');
  expect(nameless.map(([name]) => name)).toEqual([]);
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
