import type { Json, Schema } from './schema-files.ts';

/** Keywords that tell a value from another but do not change its type. */
const WITHOUT_TYPE = ['$id', '$schema', 'anyOf', 'not', 'propertyNames'];

/**
 * The schema as the type generator should see it: a definition without a title stands for its plain type and is
 * put in its place, so that a field reads `string` and not `IdOrNone3`; a definition with a title keeps its name.
 */
export function typeSchema(root: Schema): Schema {
  const defs = (root.$defs ?? {}) as Record<string, Schema>;
  return convert(root, defs) as Schema;
}

function convert(node: Json, defs: Record<string, Schema>): Json {
  if (Array.isArray(node)) return node.map((item) => convert(item, defs));
  if (node === null || typeof node !== 'object') return node;
  if (typeof node.$ref === 'string') return convertReference(node, node.$ref, defs);
  return openWhenEmpty(convertFields(node, defs));
}

function convertReference(node: Schema, pointer: string, defs: Record<string, Schema>): Json {
  const def = defs[pointer.slice('#/$defs/'.length)];
  if (!def) throw new Error(`${pointer} is not defined`);
  if (def.title !== undefined) return { $ref: pointer };
  const { $ref: _, ...own } = node;
  return convert({ ...def, ...own }, defs);
}

function convertFields(node: Schema, defs: Record<string, Schema>): Schema {
  const kept = Object.entries(node).filter(
    ([key, value]) => !WITHOUT_TYPE.includes(key) || !isKeyword(value, key),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, convert(value, defs)]));
}

/** A property may be called like a keyword; then its value is a schema with a description. */
function isKeyword(value: Json, key: string): boolean {
  if (key.startsWith('$') || value === null || typeof value !== 'object' || Array.isArray(value)) return true;
  return value.description === undefined;
}

/** The generator would make a map without declared keys a map that can have none. */
function openWhenEmpty(node: Schema): Schema {
  const isMap = node.type === 'object' || (Array.isArray(node.type) && node.type.includes('object'));
  if (!isMap || node.properties || node.patternProperties || node.additionalProperties !== undefined)
    return node;
  return { ...node, additionalProperties: true };
}
