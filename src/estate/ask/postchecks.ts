import { type Anchor, atValue } from '../../finding/place.ts';
import { subjectOf } from '../../finding/subject.ts';
import type { Capability } from '../model/capability.ts';
import type { Entity } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import { listOf, rowOf, textOf } from '../reading/values.ts';
import { oncePerEstate } from './once.ts';

/** An entry of `required_postchecks`: a capability that must pass after a window. */
export interface Postcheck extends Entity {
  readonly id: string;
  readonly capability: Capability | undefined;
}

export const postchecks = oncePerEstate((estate): readonly Postcheck[] =>
  estate.index.loaded('infra.maintenance.transaction.contract').flatMap((document) => {
    return listOf(rowOf(document.data).required_postchecks).flatMap((value, index) =>
      postcheck(estate, value, at(document.file, index)),
    );
  }),
);

const at = (file: string, index: number): Anchor => atValue(file, 'required_postchecks', index);

function postcheck(estate: Estate, value: unknown, place: Anchor): Postcheck[] {
  const id = textOf(value);
  if (id === undefined) return [];
  return [{ subject: subjectOf('capability', id), at: place, id, capability: estate.index.capability(id) }];
}

/** Sites at which some required postcheck looks. */
export const sitesOfPostchecks = oncePerEstate((estate) => {
  const capabilities = new Set(postchecks(estate).map(({ capability }) => capability));
  return new Set([...capabilities].flatMap((capability) => capability?.sites ?? []));
});
