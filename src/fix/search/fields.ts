import type { ContractKind } from '../../contract/kinds.ts';
import { isSchema, resolved, type Schema, stepFor, variantsOf } from '../../contract/schema.ts';
import type { Estate } from '../../estate/model/estate.ts';
import { isRow } from '../../estate/reading/values.ts';
import type { DataPath } from '../../finding/place.ts';
import type { Document } from '../../load/document.ts';

export type Schemas = ReadonlyMap<ContractKind, Schema>;

/** A field of a schema; list and map entries are `[]` and `*` in its name. */
export interface Field {
  readonly name: string;
  readonly schema: Schema;
}

/** What the schemas say of a place in a contract, and what the contracts of an estate state there. */
export interface Fields {
  readonly at: (document: Document, path: DataPath) => Field | undefined;
  /** The fields that a map may have. */
  readonly below: (document: Document, field: Field) => ReadonlyMap<string, Field>;
  /** Every value that contracts of the kind state for the field, the most frequent first. */
  readonly stated: (kind: ContractKind, field: Field) => readonly unknown[];
}

export function fieldsOf(estate: Estate, schemas: Schemas): Fields {
  const rootOf = ({ kind }: Document): Schema => schemas.get(kind) ?? {};
  const known = new Map<ContractKind, ReadonlyMap<string, readonly unknown[]>>();
  return {
    at: (document, path) => fieldAt(rootOf(document), path),
    below: (document, field) => fieldsBelow(rootOf(document), field),
    stated: (kind, { name }) => {
      const values = known.get(kind) ?? statedIn(estate, kind, schemas.get(kind) ?? {});
      known.set(kind, values);
      return values.get(name) ?? [];
    },
  };
}

function fieldAt(root: Schema, path: DataPath): Field | undefined {
  let field: Field | undefined = { name: '', schema: root };
  for (const segment of path) field = field && stepInto(root, field, segment);
  return field;
}

function stepInto(root: Schema, { name, schema }: Field, segment: string | number): Field | undefined {
  for (const variant of variantsOf(root, schema)) {
    if (typeof segment === 'number') {
      if (isSchema(variant.items)) return { name: `${name}[]`, schema: resolved(root, variant.items) };
      continue;
    }
    const step = stepFor(variant, segment);
    if (step) return { name: `${name}.${step.name}`, schema: resolved(root, step.schema) };
  }
  return undefined;
}

function fieldsBelow(root: Schema, { name, schema }: Field): Map<string, Field> {
  const named = variantsOf(root, schema).flatMap(({ properties }) =>
    isSchema(properties) ? Object.entries(properties) : [],
  );
  return new Map(
    named.flatMap(([key, next]) =>
      isSchema(next) ? [[key, { name: `${name}.${key}`, schema: resolved(root, next) }] as const] : [],
    ),
  );
}

function statedIn(estate: Estate, kind: ContractKind, root: Schema): Map<string, unknown[]> {
  const counts = new Map<string, Map<string, { readonly value: unknown; count: number }>>();
  const visit = (value: unknown, field: Field): void => {
    if (value === null || value === undefined) return;
    const own = counts.get(field.name) ?? new Map();
    counts.set(field.name, own);
    const text = JSON.stringify(value);
    const one = own.get(text) ?? { value, count: 0 };
    own.set(text, { value, count: one.count + 1 });
    const inner = Array.isArray(value) ? value.entries() : isRow(value) ? Object.entries(value) : [];
    for (const [segment, item] of inner) {
      const next = stepInto(root, field, segment);
      if (next) visit(item, next);
    }
  };
  for (const document of estate.index.loaded(kind)) visit(document.data, { name: '', schema: root });
  return new Map(
    [...counts].map(([name, own]) => [
      name,
      [...own.values()].sort((a, b) => b.count - a.count).map(({ value }) => value),
    ]),
  );
}
