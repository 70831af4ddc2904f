import type { Reference } from '../model/entity.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';

export const isGuest = (entity: Node | Guest): entity is Guest => 'vmid' in entity;

/** How other contracts name a node or guest. */
export const referenceOf = (entity: Node | Guest): Reference => (isGuest(entity) ? entity.key : entity.id);
