import type { Anchor } from '../../finding/place.ts';
import { groupByNames } from '../../grouping/groups.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import { nameParts } from '../reading/words.ts';
import { shortly } from './describe.ts';
import { oncePerEstate } from './once.ts';

/** What answers names, by the words that people give it: the task, or a product that does nothing else. */
const DNS_WORD = /^(dns\w*|resolvers?|nameservers?|unbound|bind9|adguard\w*|technitium|coredns|pi-?hole)$/;

/** True for words that name the task, or a product for it. */
export const speaksOfDns = (text: string): boolean =>
  nameParts(text.toLowerCase()).some((word) => DNS_WORD.test(word));

/** What makes a site one with a name service of its own, if anything does. */
export function nameServerOf(estate: Estate, site: string): NameServer | undefined {
  return nameServersOf(estate, site)[0];
}

/** Everything that answers names at a site; the same thing once for each contract that says so. */
export const nameServersOf = (estate: Estate, site: string): readonly NameServer[] =>
  nameServers(estate).get(site) ?? [];

export interface NameServer {
  readonly entity: Guest | Node;
  /** As people call it. */
  readonly what: string;
  readonly at: Anchor;
}

const nameServers = oncePerEstate((estate) => {
  const guests = estate.guests.filter((guest) => guest.state === 'active' && servesNames(guest));
  const services = estate.services.filter(
    (service) => service.status === 'active' && speaksOfDns(service.id),
  );
  const providers = estate.dependencies.filter((dependency) => dependency.via === 'dns');
  const found: NameServer[] = [
    ...guests.map(serverOf),
    ...providers.flatMap((dependency) =>
      dependency.providerEntity ? serverOf(dependency.providerEntity) : [],
    ),
    ...services.flatMap((service) => (service.on ? serverOf(service.on) : [])),
    ...phasesOfNames(estate),
  ];
  return groupByNames(found, (server) => (server.entity.site === undefined ? [] : [server.entity.site]));
});

function servesNames(guest: Guest): boolean {
  return [guest.role ?? '', ...guest.names, ...guest.services, ...guest.stacks].some(speaksOfDns);
}

function phasesOfNames(estate: Estate): NameServer[] {
  const phases = estate.phases.filter((phase) => speaksOfDns(phase.label));
  const entries = phases.flatMap((phase) => phase.hosts.flatMap((host) => [...host.vmIds, ...host.lxcIds]));
  return entries.flatMap((entry) => {
    const guest = entry.guest === undefined ? undefined : estate.index.guest(entry.guest);
    return guest?.state === 'active' ? [serverOf(guest)] : [];
  });
}

const serverOf = (entity: Guest | Node): NameServer => ({ entity, what: shortly(entity), at: entity.at });
