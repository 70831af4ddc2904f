import { addTo } from '../../grouping/groups.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import { oncePerEstate } from './once.ts';
import { isKnown } from './standard.ts';

const knownByVmid = oncePerEstate((estate): ReadonlyMap<number, Guest[]> => {
  const guests = new Map<number, Guest[]>();
  for (const guest of estate.guests) if (isKnown(guest)) addTo(guests, guest.vmid, guest);
  return guests;
});

/** The one guest of another site that a VMID outside of the range of its own site can only mean. */
export function guestElsewhere({ vmid, site }: Guest, estate: Estate): Guest | undefined {
  const range = estate.index.site(site)?.vmidRange?.value;
  const isOwn = !range || (range.from <= vmid && vmid <= range.to);
  const [found, ...more] = knownByVmid(estate).get(vmid) ?? [];
  return isOwn || more.length > 0 || found?.site === site ? undefined : found;
}
