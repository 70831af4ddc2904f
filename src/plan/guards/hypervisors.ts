import type { Node } from '../../estate/model/node.ts';
import { isGuest } from '../../estate/reading/reference.ts';
import type { GuardedSite } from './guard.ts';

/** The hypervisors that the plan acts on. */
export function hypervisorsIn({ order }: GuardedSite): readonly Node[] {
  return order.flatMap(({ thing }) => (!isGuest(thing) && thing.kind === 'hypervisor' ? [thing] : []));
}
