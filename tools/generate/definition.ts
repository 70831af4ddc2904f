import type { Json, Schema } from './schema-files.ts';

export const isSchema = (value: Json | undefined): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Puts what a reference points at beside the keywords that stand next to the reference; those win. */
export function merged(root: Schema, node: Schema): Schema {
  const { $ref, ...own } = node;
  const def = definition(root, $ref);
  if (!isSchema(def.properties) || !isSchema(own.properties)) return { ...def, ...own };
  return { ...def, ...own, properties: { ...def.properties, ...own.properties } };
}

export function definition(root: Schema, pointer: Json | undefined): Schema {
  const found = isSchema(root.$defs) && root.$defs[String(pointer).replace('#/$defs/', '')];
  if (!isSchema(found || null))
    throw new Error(`${String(root.$id)} points at ${String(pointer)}, which is not there`);
  return found as Schema;
}
