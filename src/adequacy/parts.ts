import type { ContractKind } from '../contract/kinds.ts';
import type { Estate } from '../estate/model/estate.ts';
import type { Part } from '../gate/traced.ts';
import { sameValue } from './same-value.ts';

/** What is no fact of the estate, and what is compared by kind. */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  'now',
  'index',
  'unwaivable',
  'documents',
  'scriptsFound',
]);

/** The parts in which two models of one estate differ. */
export function changedParts(from: Estate, to: Estate): Set<Part> {
  const changed = new Set<Part>();
  for (const kind of changedKinds(from, to)) {
    changed.add(`documents ${kind}`);
    changed.add('documents');
  }
  const names = Object.keys(from).filter((name) => !NOT_COMPARED.has(name)) as (keyof Estate)[];
  for (const name of names) {
    if (!sameValue(from[name], to[name])) changed.add(name);
  }
  return changed;
}

/** Whether the joined model is the same, so that no law can tell the two apart except by the texts themselves. */
export const isModelUnchanged = (changed: ReadonlySet<Part>): boolean =>
  [...changed].every((part) => part.startsWith('documents'));

function changedKinds(from: Estate, to: Estate): Set<ContractKind> {
  const before = new Map(from.documents.map((document) => [document.file, document]));
  return new Set(
    to.documents.filter((document) => before.get(document.file) !== document).map(({ kind }) => kind),
  );
}
