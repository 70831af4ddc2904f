import { isSchema, resolved, type Schema, stepFor, variantsOf } from '../../../src/contract/schema.ts';

const DEEPEST = 12;

/** Keys for rows of maps that have none; one of them fits every pattern. */
const NEW_KEYS = ['made', 'made_vm_lifecycle'];

interface Below {
  readonly name: string;
  readonly schema: Schema;
}

/** Every field of a schema whose value may be a text, by its way from the root: `jobs[].output_dir`. */
export function textFields(root: Schema): string[] {
  const fields = new Set<string>();
  const look = (given: Schema, field: string, depth: number): void => {
    if (depth > DEEPEST) return;
    if (field !== '' && mayBeText(root, given)) fields.add(field);
    for (const { name, schema } of childrenOf(root, given)) look(schema, joined(field, name), depth + 1);
  };
  look(root, '', 0);
  return [...fields];
}

/** A copy of data in which some fields of the schema say something else; what is not there is made. */
export function withTexts(root: Schema, data: unknown, fields: ReadonlySet<string>, next: () => string) {
  const wanted = (field: string) => [...fields].some((one) => one === field || isBelow(one, field));
  const fill = (given: Schema, value: unknown, field: string): unknown => {
    if (fields.has(field)) return next();
    if (field !== '' && !wanted(field)) return value;
    const children = childrenOf(root, given).filter(({ name }) => wanted(joined(field, name)));
    const item = children.find(({ name }) => name === '[]');
    if (Array.isArray(value) && !item) return value;
    if (item && !isSchema(value)) {
      const rows = Array.isArray(value) && value.length > 0 ? value : [undefined];
      return rows.map((row) => fill(item.schema, row, `${field}[]`));
    }
    if (children.every(({ name }) => name === '[]')) return value;
    const map: Record<string, unknown> = { ...(isSchema(value) ? value : {}) };
    const isOther = (key: string) =>
      variantsOf(root, resolved(root, given)).some((one) => stepFor(one, key)?.name === '*');
    for (const { name, schema } of children) {
      if (name === '[]') continue;
      const own = Object.keys(map).filter(isOther);
      const keys = name === '*' ? (own.length > 0 ? own : NEW_KEYS.filter(isOther).slice(0, 1)) : [name];
      for (const key of keys) map[key] = fill(schema, map[key], joined(field, name));
    }
    return map;
  };
  return fill(root, data, '');
}

const isBelow = (field: string, above: string): boolean =>
  above === '' || field.startsWith(`${above}.`) || field.startsWith(`${above}[]`);

const joined = (field: string, name: string): string =>
  name === '[]' ? `${field}[]` : field === '' ? name : `${field}.${name}`;

function mayBeText(root: Schema, given: Schema): boolean {
  return variantsOf(root, resolved(root, given)).some(
    (one) =>
      one.enum === undefined &&
      one.const === undefined &&
      ([one.type].flat().includes('string') || (one.type === undefined && one.anyOf === undefined)),
  );
}

function childrenOf(root: Schema, given: Schema): Below[] {
  return variantsOf(root, resolved(root, given)).flatMap((one) =>
    [
      ...Object.entries(isSchema(one.properties) ? one.properties : {}),
      ...Object.values(isSchema(one.patternProperties) ? one.patternProperties : {}).map(
        (schema) => ['*', schema] as const,
      ),
      ['*', one.additionalProperties] as const,
      ['[]', one.items] as const,
    ].flatMap(([name, schema]) => (isSchema(schema) ? [{ name, schema }] : [])),
  );
}
