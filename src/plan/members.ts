import { oncePerEstate } from '../estate/ask/once.ts';
import { carrierOf } from '../estate/ask/positions.ts';
import { isActiveSite } from '../estate/ask/standard.ts';
import type { Reference } from '../estate/model/entity.ts';
import type { Estate } from '../estate/model/estate.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { Node } from '../estate/model/node.ts';
import { isGuest } from '../estate/reading/reference.ts';
import { addTo } from '../grouping/groups.ts';

export type Member = Node | Guest;

/** What a window stops and starts: active guests, hypervisors and NAS of active sites. */
export function isMember(estate: Estate, thing: Member): boolean {
  if (!isActiveSite(estate, thing.site)) return false;
  return isGuest(thing) ? thing.state === 'active' : thing.kind === 'hypervisor' || thing.kind === 'nas';
}

export const nodesOf = (estate: Estate, site: string, kind: 'hypervisor' | 'nas'): readonly Node[] =>
  estate.index.nodesOf(site).filter((node) => node.kind === kind);

export const guestsOf = (estate: Estate, site: string): readonly Guest[] =>
  estate.index.guestsOf(site).filter((guest) => guest.state === 'active');

/** The hypervisor that a guest runs on: the one its row names, else the only one of its site. */
export function hypervisorOf(estate: Estate, guest: Guest): Node | undefined {
  const carrier = carrierOf(estate, guest.key);
  const stated = carrier === undefined ? undefined : estate.index.node(carrier);
  const all = nodesOf(estate, guest.site, 'hypervisor');
  return stated ?? (guest.hypervisor === undefined && all.length === 1 ? all[0] : undefined);
}

const carried = oncePerEstate((estate) => {
  const guests = new Map<Reference, Guest[]>();
  for (const guest of estate.guests) {
    const host = hypervisorOf(estate, guest);
    if (host && guest.state === 'active') addTo(guests, host.id, guest);
  }
  return guests;
});

/** The active guests that run on a hypervisor. */
export const guestsOn = (estate: Estate, host: Node): readonly Guest[] => carried(estate).get(host.id) ?? [];
