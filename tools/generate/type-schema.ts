import { definition, isSchema, merged } from './definition.ts';
import type { Json, Schema } from './schema-files.ts';

/** Keywords that tell one value from another and leave the type as it is. */
const WITHOUT_TYPE = ['$id', '$schema', 'anyOf', 'not', 'propertyNames'];

/**
 * The schema as the type generator should see it: a definition without a title stands for its plain type and is
 * put in its place, so that a field reads `string` and not `IdOrNone3`; a definition with a title keeps its name.
 */
export function typeSchema(root: Schema): Schema {
  return convert(root, root) as Schema;
}

function convert(node: Json, root: Schema): Json {
  if (Array.isArray(node)) return node.map((item) => convert(item, root));
  if (!isSchema(node)) return node;
  if (node.$ref === undefined) return openWhenEmpty(convertFields(node, root));
  const named = definition(root, node.$ref).title !== undefined;
  return named ? { $ref: node.$ref } : convert(merged(root, node), root);
}

function convertFields(node: Schema, root: Schema): Schema {
  const kept = Object.entries(node).filter(
    ([key, value]) => !WITHOUT_TYPE.includes(key) || isProperty(value),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, convert(value, root)]));
}

/** A property may be called like a keyword; then its value is a schema with a description. */
const isProperty = (value: Json): boolean => isSchema(value) && value.description !== undefined;

/** The generator would make a map without declared keys a map that can have none. */
function openWhenEmpty(node: Schema): Schema {
  const isMap = [node.type].flat().includes('object');
  if (!isMap || node.properties || node.patternProperties || node.additionalProperties !== undefined)
    return node;
  return { ...node, additionalProperties: true };
}
