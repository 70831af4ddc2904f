import type { Guest } from '../../estate/model/guest.ts';
import type { Node } from '../../estate/model/node.ts';

/** Id of a node, key of a guest. */
export const referenceTo = (thing: Node | Guest | undefined): string | null =>
  thing === undefined ? null : 'vmid' in thing ? thing.key : thing.id;
