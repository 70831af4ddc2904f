import type { RawError } from './generated/validators.js';
import type { Outline } from './outline.ts';
import type { SchemaProblem } from './problem.ts';
import { missingKeys, noneOf, unknownKey, wrongKey, wrongValue } from './sentence.ts';
import { stepsOf, valueAt } from './walk.ts';

const IN_BRANCH = /\/(anyOf|oneOf)\/\d+\//;
const BRANCHES = ['anyOf', 'oneOf'];

/** What the validator says of one place, as one problem; undefined when another of its errors says it. */
export function folded(
  errors: readonly RawError[],
  outline: Outline,
  data: unknown,
): SchemaProblem | undefined {
  const [first] = errors;
  if (!first) return undefined;
  const path = stepsOf(first.instancePath, data);
  const missing = errors.filter((error) => error.keyword === 'required');
  const must = missing.filter((error) => !IN_BRANCH.test(error.schemaPath ?? ''));
  if (must.length > 0) return missingKeys(outline, path, must.map(missingKey));
  if (missing.length > 0 && errors.every(isAboutBranches)) return noneOf(path, missing.map(missingKey));
  return wrongValue(outline, path, valueAt(data, path));
}

/** A problem with a key of the map that the error points at; undefined when it is about the map or its value. */
export function keyProblem(error: RawError, outline: Outline, data: unknown): SchemaProblem | undefined {
  const path = stepsOf(error.instancePath, data);
  if (error.keyword === 'additionalProperties')
    return unknownKey(outline, path, String(error.params.additionalProperty));
  if (error.keyword === 'propertyNames') return wrongKey(outline, path, String(error.params.propertyName));
  return undefined;
}

const missingKey = (error: RawError): string => String(error.params.missingProperty);

const isAboutBranches = (error: RawError): boolean =>
  error.keyword === 'required' || BRANCHES.includes(error.keyword);
