import type { Look } from './look.ts';
import type { Guest } from './model/guest.ts';
import type { Node } from './model/node.ts';
import type { Site } from './model/site.ts';
import { canonicalAddress } from './reading/addresses.ts';

/** Constant-time look-ups by id, name and address. */
export function lookUps(
  sites: readonly Site[],
  nodes: readonly Node[],
  guests: readonly Guest[],
  siteOfAddress: Look['siteOfAddress'],
): Look {
  const site = new Map(sites.map((one) => [one.id, one]));
  const node = new Map(nodes.map((one) => [one.id, one]));
  const guest = new Map(guests.map((one) => [one.key, one]));
  const names = byName(nodes, guests);
  // Ids and keys go before names.
  for (const [key, one] of guest) names.set(key, one);
  for (const [id, one] of node) names.set(id, one);
  const addresses = byAddress(nodes, guests);
  return {
    sites,
    nodes,
    guests,
    siteOfAddress,
    site: (id) => site.get(id),
    node: (id) => node.get(id),
    guest: (key) => guest.get(key),
    named: (name) => names.get(name) ?? undefined,
    addressed: (address) => addresses.get(canonicalAddress(address) ?? '') ?? undefined,
  };
}

/** A name that several things carry belongs to the one that is active, else to none (null). */
function byName(nodes: readonly Node[], guests: readonly Guest[]): Map<string, Node | Guest | null> {
  const names = new Map<string, Node | Guest | null>();
  const retired = guests.filter((guest) => guest.state !== 'active');
  for (const entity of [...nodes, ...guests.filter((guest) => guest.state === 'active')]) {
    for (const name of entity.names) names.set(name, names.has(name) ? null : entity);
  }
  for (const guest of retired) {
    for (const name of guest.names) if (!names.has(name)) names.set(name, guest);
  }
  return names;
}

function byAddress(nodes: readonly Node[], guests: readonly Guest[]): Map<string, Node | Guest> {
  const addresses = new Map<string, Node | Guest>();
  const active = guests.filter((guest) => guest.state === 'active');
  for (const entity of [...nodes, ...active, ...guests]) {
    for (const { value } of [...entity.addresses, ...entity.overlayAddresses]) {
      if (!addresses.has(value)) addresses.set(value, entity);
    }
  }
  return addresses;
}
