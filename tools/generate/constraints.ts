import { isSchema, merged } from './definition.ts';
import type { Json, Schema } from './schema-files.ts';

const FOR_READERS = [
  '$defs',
  '$id',
  '$schema',
  'default',
  'description',
  'examples',
  'expected',
  'governed',
  'title',
  'tsType',
];
const MAPS = ['properties', 'patternProperties'];

/** The schema with its references resolved and without what only people, editors and other tools read. */
export function constraints(root: Schema): Schema {
  return bare(root, root) as Schema;
}

function bare(node: Json, root: Schema): Json {
  if (Array.isArray(node)) return node.map((item) => bare(item, root));
  if (!isSchema(node)) return node;
  if (node.$ref !== undefined) return bare(merged(root, node), root);
  const kept = Object.entries(node).filter(([key]) => !FOR_READERS.includes(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, MAPS.includes(key) ? each(value, root) : bare(value, root)]),
  );
}

function each(map: Json, root: Schema): Json {
  return Object.fromEntries(Object.entries(map as Schema).map(([key, value]) => [key, bare(value, root)]));
}
