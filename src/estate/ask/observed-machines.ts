import { groupByNames } from '../../grouping/groups.ts';
import type { Capability } from '../model/capability.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Node } from '../model/node.ts';
import { nameServersOf, speaksOfDns } from './dns.ts';
import { mountingMachines, speaksOfMounts } from './mounting.ts';
import { oncePerEstate } from './once.ts';
import { governedNas, governedNodes, knownGuests } from './standard.ts';

/** Machines of one kind that capabilities of one facet observe, all sites together. */
export interface Coverage {
  readonly facet: string;
  readonly capabilities: readonly Capability[];
  readonly observed: readonly (Guest | Node)[];
  readonly missing: readonly (Guest | Node)[];
}

/** What each facet observes of guests, hypervisors and NAS, where it observes any by name. */
export const coverages = oncePerEstate((estate): readonly Coverage[] => {
  const naming = estate.capabilities.filter(
    ({ observability, statedObserves }) => observability && statedObserves.length > 0,
  );
  const kinds: readonly (readonly (Guest | Node)[])[] = [
    knownGuests(estate),
    governedNodes(estate, 'hypervisor'),
    governedNas(estate),
  ];
  return [...groupByNames(naming, ({ facet }) => [facet])].flatMap(([facet, capabilities]) =>
    covered(estate, facet, capabilities, kinds),
  );
});

function covered(
  estate: Estate,
  facet: string,
  capabilities: readonly Capability[],
  kinds: readonly (readonly (Guest | Node)[])[],
): Coverage[] {
  const named = new Set<Guest | Node>();
  for (const { statedObserves } of capabilities) {
    for (const { value } of statedObserves) {
      const machine = estate.index.named(value);
      if (machine) named.add(machine);
    }
  }
  const concerns = concerned(estate, facet);
  return kinds.flatMap((kind) => {
    const machines = concerns ? kind.filter(concerns) : kind;
    const observed = machines.filter((machine) => named.has(machine));
    const missing = machines.filter((machine) => !named.has(machine));
    return observed.length === 0 ? [] : [{ facet, capabilities, observed, missing }];
  });
}

/** Whether a machine has what the name of the facet speaks of, such as something that it mounts; undefined where all have. */
function concerned(estate: Estate, facet: string): ((machine: Guest | Node) => boolean) | undefined {
  if (speaksOfMounts(facet)) return (machine) => mountingMachines(estate).has(machine);
  if (!speaksOfDns(facet)) return undefined;
  return (machine) =>
    machine.site === undefined ||
    nameServersOf(estate, machine.site).some(({ entity }) => entity === machine);
}

/** Whether a facet is about all machines of the kind: it observes more of them than it leaves out. */
export const isAboutAll = ({ observed, missing }: Coverage): boolean => observed.length > missing.length;
