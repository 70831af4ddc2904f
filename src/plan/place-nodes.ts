import { isGuest } from '../estate/reading/reference.ts';
import type { Member } from './members.ts';
import type { Reason } from './planning.ts';

/** A member in an order, and why it stands where it stands. */
export interface Placed {
  readonly thing: Member;
  readonly because: Reason;
}

type Needs = (thing: Member) => readonly Member[];

/** Puts nodes into a start order that leaves them out: as early as what they need allows, behind every NAS in front. */
export function placeNodes(listed: readonly Placed[], nodes: readonly Placed[], needs: Needs): Placed[] {
  const order = [...listed];
  let floor = 0;
  for (const node of inOrderOfNeed(nodes, needs)) {
    const index = Math.max(floor, leadingNas(order), afterProviders(order, needs(node.thing)));
    order.splice(index, 0, node);
    floor = index + 1;
  }
  return order;
}

/** Puts guests into a start order that leaves them out: before the first that needs them, else at the end. */
export function withGuests(listed: readonly Placed[], guests: readonly Placed[], needs: Needs): Placed[] {
  const order = [...listed];
  for (const guest of guests) {
    const consumer = order.findIndex(({ thing }) => needs(thing).includes(guest.thing));
    order.splice(consumer < 0 ? order.length : consumer, 0, guest);
  }
  return order;
}

function leadingNas(order: readonly Placed[]): number {
  const other = order.findIndex(({ thing }) => isGuest(thing) || thing.kind !== 'nas');
  return other < 0 ? order.length : other;
}

function afterProviders(order: readonly Placed[], providers: readonly Member[]): number {
  return order.findLastIndex(({ thing }) => providers.includes(thing)) + 1;
}

/** Providers before their consumers; otherwise as they come. */
function inOrderOfNeed(nodes: readonly Placed[], needs: Needs): Placed[] {
  const waiting = [...nodes];
  const done: Placed[] = [];
  while (waiting.length > 0) {
    const open = new Set(waiting.map(({ thing }) => thing));
    const waits = (thing: Member) => needs(thing).some((other) => other !== thing && open.has(other));
    const free = waiting.findIndex(({ thing }) => !waits(thing));
    done.push(...waiting.splice(Math.max(0, free), 1));
  }
  return done;
}
