import { documentOrder } from './document-order.ts';
import { folded, keyProblem } from './fold.ts';
import { type RawError, validators } from './generated/validators.js';
import { outlineOf } from './outline.ts';
import type { SchemaProblem } from './problem.ts';

/** How the plain data of a contract departs from the schema of its kind, in the order of the document. */
export function validateContract(kind: string, data: unknown): SchemaProblem[] {
  const validator = Object.hasOwn(validators, kind) ? validators[kind] : undefined;
  if (!validator) throw new Error(`there is no schema for the kind "${kind}"`);
  return validator(data) ? [] : problems(kind, data, validator.errors ?? []);
}

function problems(kind: string, data: unknown, errors: readonly RawError[]): SchemaProblem[] {
  const outline = outlineOf(kind);
  const aboutKeys = errors.map((error) => keyProblem(error, outline, data));
  const aboutValues = byPlace(
    errors.filter((error, index) => !aboutKeys[index] && error.propertyName === undefined),
  );
  const all = [...aboutKeys, ...aboutValues.map((same) => folded(same, outline, data))];
  const order = documentOrder(data);
  return onePerPath(all.filter((problem) => problem !== undefined)).sort((a, b) => order(a.path, b.path));
}

function byPlace(errors: readonly RawError[]): RawError[][] {
  const places = new Map<string, RawError[]>();
  for (const error of errors) {
    const same = places.get(error.instancePath);
    if (same) same.push(error);
    else places.set(error.instancePath, [error]);
  }
  return [...places.values()];
}

/** The first problem at each path stands for the others there. */
function onePerPath(problems: readonly SchemaProblem[]): SchemaProblem[] {
  const seen = new Map<string, SchemaProblem>();
  for (const problem of problems) {
    const key = JSON.stringify(problem.path);
    if (!seen.has(key)) seen.set(key, problem);
  }
  return [...seen.values()];
}
