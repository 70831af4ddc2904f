import { groupByNames } from '../../grouping/groups.ts';
import type { Stated } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Lan } from '../model/lan.ts';
import type { Node } from '../model/node.ts';
import { isGuest, referenceOf } from '../reading/reference.ts';
import { edgesOf } from './edges.ts';
import { oncePerEstate } from './once.ts';
import { activeGuests, isActiveSite, isUp } from './standard.ts';

/** A machine of the estate that the DHCP of its site hands out as name server. */
export interface Resolver {
  readonly machine: Guest | Node;
  readonly handedOut: Stated<string>;
}

/** Networks of active sites. */
export const governedLans = (estate: Estate): readonly Lan[] =>
  estate.lans.filter(({ site }) => isActiveSite(estate, site));

/** Sites of which every name server that DHCP hands out starts and stops with the site; one that is always on counts for none. */
const resolversBySite = oncePerEstate((estate) => {
  const sites = new Map<string, readonly Resolver[]>();
  for (const [site, lans] of groupByNames(governedLans(estate), (lan) => [lan.site ?? ''])) {
    const all = lans.flatMap(({ resolvers }) => resolvers);
    const own = all.flatMap((handedOut): Resolver[] => {
      const machine = estate.index.addressed(handedOut.value);
      return machine?.site === site && isSequencedKind(machine) ? [{ machine, handedOut }] : [];
    });
    if (own.length === all.length && own.length > 0) sites.set(site, own);
  }
  return sites;
});

const isSequencedKind = (machine: Guest | Node): boolean =>
  isGuest(machine) ? isUp(machine) : machine.kind === 'nas' || machine.kind === 'hypervisor';

export const resolversOf = (estate: Estate, site: string): readonly Resolver[] =>
  resolversBySite(estate).get(site) ?? [];

/** Guests in the LAN of a site whose resolvers start and stop with it; not what a resolver itself needs. */
export const guestsOfResolvers = oncePerEstate((estate): readonly Guest[] =>
  activeGuests(estate).filter((guest) => {
    const resolvers = resolversOf(estate, guest.site);
    const isInLan = guest.addresses.some(({ value }) => estate.index.siteOfAddress(value) === guest.site);
    return isInLan && resolvers.length > 0 && !neededBySite(estate).get(guest.site)?.has(guest.key);
  }),
);

const neededBySite = oncePerEstate(
  (estate) =>
    new Map([...resolversBySite(estate)].map(([site, resolvers]) => [site, neededBy(estate, resolvers)])),
);

/** The resolvers, and all that they need to be up, by their references. */
function neededBy(estate: Estate, resolvers: readonly Resolver[]): ReadonlySet<string> {
  const needed = new Set(resolvers.map(({ machine }) => referenceOf(machine)));
  const providers = providersOf(estate);
  for (const reference of needed) {
    for (const provider of providers.get(reference) ?? []) needed.add(referenceOf(provider));
  }
  return needed;
}

const providersOf = oncePerEstate(
  (estate): ReadonlyMap<string, readonly (Guest | Node)[]> =>
    new Map(
      [...groupByNames(edgesOf(estate), ({ consumer }) => [referenceOf(consumer)])].map(([name, edges]) => [
        name,
        edges.map(({ provider }) => provider),
      ]),
    ),
);

/** Whether an edge leads from the guest to one of the resolvers. */
export function declaresResolver(estate: Estate, guest: Guest): boolean {
  const providers = providersOf(estate).get(guest.key) ?? [];
  return resolversOf(estate, guest.site).some(({ machine }) => providers.includes(machine));
}
