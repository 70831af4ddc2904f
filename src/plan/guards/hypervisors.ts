import type { Node } from '../../estate/model.ts';
import { isGuest } from '../../estate/reference.ts';
import type { GuardedSite } from './guard.ts';

/** The hypervisors that the plan acts on. */
export function hypervisorsIn({ order }: GuardedSite): readonly Node[] {
  return order.flatMap(({ thing }) => (!isGuest(thing) && thing.kind === 'hypervisor' ? [thing] : []));
}
