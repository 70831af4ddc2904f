import type { ContractKind } from '../../contract/kinds.ts';
import type { Entity } from '../../estate/model/entity.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Anchor } from '../../finding/place.ts';
import type { Fields, ValueOf } from '../shape.ts';
import type { Look } from './look.ts';

/** One kind of thing that a gate of the estate's own can be `for`. */
export interface EntityView<E extends Entity = Entity, F extends Fields = Fields> {
  readonly shape: F;
  /** What it is called as a list of the estate. */
  readonly plural: string;
  readonly about: string;
  /** Contract kinds that declare it: one that does not load blocks the gate. */
  readonly reads: readonly ContractKind[];
  readonly all: (estate: Estate) => readonly E[];
  readonly view: (entity: E, look: Look) => ValueOf<F>;
  /** Where its own row stands, when that is not where it was declared first. */
  readonly rowAt?: (entity: E) => Anchor;
}

/** Keeps the entity's type inside its file; outside, all kinds are alike. */
export const entityView = <E extends Entity, F extends Fields>(view: EntityView<E, F>): EntityView =>
  view as unknown as EntityView;
