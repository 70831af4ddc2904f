import type { ContractKind } from '../contract/kinds.ts';
import { isSchema, resolved, type Schema, stepFor, variantsOf } from '../contract/schema.ts';
import type { DataPath } from '../finding/place.ts';
import type { Document } from '../load/document.ts';
import type { GovernedFact } from './mutant.ts';

interface Place {
  readonly schema: Schema;
  readonly field: string;
  readonly path: DataPath;
  readonly value: unknown;
}

const DEEPEST = 12;

/** Every value of a contract whose field the schema of its kind marks as governed, entries of lists included. */
export function governedFacts(document: Document, schema: Schema): GovernedFact[] {
  const { kind, file } = document;
  return [...factsBelow(schema, { schema, field: '', path: [], value: document.data })].map(
    ({ field, path, value }) => ({ kind, file, field, path, value }),
  );
}

/** The governed fields of a schema, whether or not a contract states them. */
export function governedFields(kind: ContractKind, schema: Schema): string[] {
  const fields = [...fieldsBelow(schema, { schema, field: '', path: [], value: undefined })];
  return [...new Set(fields)].map((field) => `${kind} ${field}`);
}

function* factsBelow(root: Schema, place: Place, inList = false): Generator<Place> {
  const schema = resolved(root, place.schema);
  if (place.path.length > 0 && (schema.governed === true || inList)) yield place;
  for (const next of stepsInto(root, { ...place, schema })) {
    const listed = schema.governed === true && Array.isArray(place.value) && isScalar(next.value);
    yield* factsBelow(root, next, listed);
  }
}

function* stepsInto(root: Schema, { schema, field, path, value }: Place): Generator<Place> {
  for (const variant of variantsOf(root, schema)) {
    if (Array.isArray(value) && isSchema(variant.items)) {
      for (const [index, item] of value.entries()) {
        yield { schema: variant.items, field: `${field}[]`, path: [...path, index], value: item };
      }
    } else if (isSchema(value)) {
      for (const [key, item] of Object.entries(value)) {
        const step = stepFor(variant, key);
        if (step)
          yield { schema: step.schema, field: join(field, step.name), path: [...path, key], value: item };
      }
    }
  }
}

function* fieldsBelow(root: Schema, { schema: given, field }: Place, depth = 0): Generator<string> {
  if (depth > DEEPEST) return;
  const schema = resolved(root, given);
  if (schema.governed === true) yield field;
  for (const variant of variantsOf(root, schema)) {
    for (const [name, next] of childrenOf(variant)) {
      const inner = {
        schema: next,
        field: name === '[]' ? `${field}[]` : join(field, name),
        path: [],
        value: undefined,
      };
      yield* fieldsBelow(root, inner, depth + 1);
    }
  }
}

function childrenOf(schema: Schema): [string, Schema][] {
  const named = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
  const patterns = isSchema(schema.patternProperties) ? Object.values(schema.patternProperties) : [];
  return [
    ...named,
    ...patterns.map((next) => ['*', next] as const),
    ['*', schema.additionalProperties] as const,
    ['[]', schema.items] as const,
  ].flatMap(([name, next]): [string, Schema][] => (isSchema(next) ? [[name, next]] : []));
}

const isScalar = (value: unknown): boolean => value === null || typeof value !== 'object';

const join = (field: string, name: string): string => (field === '' ? name : `${field}.${name}`);
