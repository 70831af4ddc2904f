import type { Outline } from '../../src/validate/outline.ts';
import { isSchema, merged } from './definition.ts';
import { phrase } from './phrase.ts';
import { contractSchemaFiles, type Json, type Schema, type SchemaFile } from './schema-files.ts';
import type { GeneratedFile } from './settle.ts';

const HEADER = `// Generated from the schemas by "npm run generate". Edit those instead.
// biome-ignore-all format: generated
// biome-ignore-all lint: generated

/** What each place of a contract expects, in words; JSON text that is parsed only when something is wrong. */
`;

/** The words of the schemas, for the sentences about contracts that do not fit them. */
export async function outlines(): Promise<GeneratedFile[]> {
  const rows = contractSchemaFiles().map(rowOf);
  const text = `${HEADER}export const OUTLINES: Readonly<Record<string, string>> = {\n${rows.join('\n')}\n};\n`;
  return [{ path: 'src/validate/generated/outlines.ts', text }];
}

function rowOf({ kind, schema }: SchemaFile): string {
  return `  ${JSON.stringify(kind)}: ${JSON.stringify(JSON.stringify(outline(schema, schema)))},`;
}

function outline(node: Schema, root: Schema): Outline {
  if (node.$ref !== undefined) return outline(merged(root, node), root);
  const inner = (value: Json | undefined) => (isSchema(value) ? outline(value, root) : undefined);
  return {
    expected: phrase(node),
    ...given('keys', eachOf(node.properties, root)),
    ...given('patterns', eachOf(node.patternProperties, root)),
    ...given('others', inner(node.additionalProperties)),
    ...given('items', inner(node.items)),
    ...given('key', inner(node.propertyNames)?.expected),
  };
}

function eachOf(map: Json | undefined, root: Schema): Record<string, Outline> | undefined {
  if (!isSchema(map)) return undefined;
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, outline(value as Schema, root)]));
}

function given<K extends keyof Outline>(key: K, value: Outline[K] | undefined): Partial<Outline> {
  return value === undefined ? {} : { [key]: value };
}
