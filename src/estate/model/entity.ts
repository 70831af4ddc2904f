import type { Anchor } from '../../finding/place.ts';
import type { Subject } from '../../finding/subject.ts';

/** Whatever a gate can examine: something with a name and the place where it was declared. */
export interface Entity {
  readonly subject: Subject;
  readonly at: Anchor;
  readonly site?: string;
}

/** A value that a contract states, with its place. */
export interface Stated<T> {
  readonly value: T;
  readonly at: Anchor;
}

/** A node id, or `<site>/<VMID>` for a guest. */
export type Reference = string;
