/** A JSON Schema as it stands in its file. */
export type Schema = { readonly [keyword: string]: unknown };

/** One step down from a map: the schema of the key and its name, `*` for a key of any name. */
export function stepFor(schema: Schema, key: string): { schema: Schema; name: string } | undefined {
  const named = isSchema(schema.properties) ? schema.properties[key] : undefined;
  if (isSchema(named)) return { schema: named, name: key };
  for (const [pattern, next] of Object.entries(
    isSchema(schema.patternProperties) ? schema.patternProperties : {},
  )) {
    if (new RegExp(pattern, 'u').test(key) && isSchema(next)) return { schema: next, name: '*' };
  }
  const rest = schema.additionalProperties;
  return isSchema(rest) ? { schema: rest, name: '*' } : undefined;
}

/** The schema and what its `anyOf` allows. */
export const variantsOf = (root: Schema, schema: Schema): Schema[] => [
  schema,
  ...(Array.isArray(schema.anyOf) ? schema.anyOf.filter(isSchema).map((one) => resolved(root, one)) : []),
];

/** What a reference points at, beside the keywords that stand next to it; those win. */
export function resolved(root: Schema, schema: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema;
  const { $ref, ...own } = schema;
  const name = $ref.slice('#/$defs/'.length);
  const found = isSchema(root.$defs) ? root.$defs[name] : undefined;
  const target = resolved(root, isSchema(found) ? found : {});
  const properties = isSchema(own.properties)
    ? { properties: { ...(target.properties as Schema), ...own.properties } }
    : {};
  return { ...target, ...own, ...properties };
}

export const isSchema = (value: unknown): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
