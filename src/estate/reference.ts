import type { Guest, Node, Reference } from './model.ts';

export const isGuest = (entity: Node | Guest): entity is Guest => 'vmid' in entity;

/** How other contracts name a node or guest. */
export const referenceOf = (entity: Node | Guest): Reference => (isGuest(entity) ? entity.key : entity.id);
