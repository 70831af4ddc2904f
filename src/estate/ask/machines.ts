import type { Anchor } from '../../finding/place.ts';
import { addTo } from '../../grouping/groups.ts';
import type { Stated } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import { isGuest } from '../reading/reference.ts';
import { oncePerEstate } from './once.ts';
import { isUp } from './standard.ts';

export type Machine = Node | Guest;

/** One of the machines that claim the same address. */
export interface Claim {
  readonly machine: Machine;
  readonly at: Anchor;
}

/** Nodes and running guests: what has an address of its own. */
export const machines = (estate: Estate): readonly Machine[] => [
  ...estate.nodes,
  ...estate.guests.filter(isUp),
];

export const addressesOf = ({ addresses, overlayAddresses }: Machine): readonly Stated<string>[] => [
  ...addresses,
  ...overlayAddresses,
];

/** Who claims each address. */
export const addressClaims = oncePerEstate((estate) =>
  claims(machines(estate), addressesOf, (address) => address),
);

/** Who claims each MAC, by its digits in lower case. */
export const macClaims = oncePerEstate((estate) => claims(estate.nodes, ({ macs }) => macs, macDigits));

/** The machine that each id and hostname belongs to. */
export const nameClaims = oncePerEstate((estate) => {
  const owners = new Map<string, Machine[]>();
  for (const machine of machines(estate)) {
    const name = isGuest(machine) ? machine.hostname : machine.id;
    if (name !== undefined) addTo(owners, name, machine);
  }
  return owners;
});

export const macDigits = (mac: string): string => mac.toLowerCase().replaceAll(/[:.-]/g, '');

function claims<M extends Machine>(
  all: readonly M[],
  statedBy: (machine: M) => readonly Stated<string>[],
  keyOf: (value: string) => string,
): ReadonlyMap<string, readonly Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const machine of all) {
    for (const { value, at } of statedBy(machine)) addTo(found, keyOf(value), { machine, at });
  }
  for (const [key, claimed] of found) if (claimed.length > 1) found.set(key, oncePerMachine(claimed));
  return found;
}

const oncePerMachine = (all: readonly Claim[]): Claim[] => {
  const names = new Set<string>();
  return all.filter(({ machine }) => {
    const name = isGuest(machine) ? machine.key : machine.id;
    const isNew = !names.has(name);
    names.add(name);
    return isNew;
  });
};
