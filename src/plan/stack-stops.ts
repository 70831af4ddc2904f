import { oncePerEstate } from '../estate/ask/once.ts';
import type { Guest } from '../estate/model/guest.ts';
import { isGuest } from '../estate/reading/reference.ts';
import { groupByNames } from '../grouping/groups.ts';
import { mountsOf } from './host-mounts.ts';
import { neededEdges } from './needed-edges.ts';
import type { Planning } from './planning.ts';
import { stacksOn } from './stacks.ts';

const byProvider = oncePerEstate((estate) => groupByNames(neededEdges(estate), (edge) => [edge.provider]));

/**
 * Guests whose stacks stop before any guest does: those that use a share, and those that need one of them. A guest on
 * which something else relies that has no stacks of its own stops them only when its own turn comes.
 */
export function firstStackStops(planning: Planning, guests: readonly Guest[]): ReadonlySet<Guest> {
  const users = usersOfShares(planning, guests);
  const first = new Set<Guest>();
  for (const user of users) {
    const all = withDependents(planning, user);
    if ([...all].every((guest) => stacksOn(planning, guest).length > 0))
      for (const one of all) first.add(one);
  }
  return first;
}

/** Guests with stacks that use a share. */
export function usersOfShares(planning: Planning, guests: readonly Guest[]): readonly Guest[] {
  return guests.filter(
    (guest) => mountsOf(planning, guest).length > 0 && stacksOn(planning, guest).length > 0,
  );
}

/** A guest, and whatever cannot do without it, over however many edges. */
function withDependents({ estate }: Planning, guest: Guest): ReadonlySet<Guest> {
  const found = new Set([guest]);
  for (const one of found) {
    for (const { consumer } of byProvider(estate).get(one) ?? []) if (isGuest(consumer)) found.add(consumer);
  }
  return found;
}
