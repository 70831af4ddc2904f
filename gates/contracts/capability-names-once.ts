import type { Capability } from '../../src/estate/model/capability.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { isGuest } from '../../src/estate/reading/reference.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/capabilities.yaml';

export default defineGate<Capability>({
  id: 'contracts/capability-names-once',
  title: 'A capability names each site, machine and requirement once',
  why: 'A name that stands twice stands where another one was meant, and that one is looked at by nobody.',
  fix: 'Name the other one, or take the second entry away.',
  severity: 'warning',
  reads: ['capabilities', 'topology.sites'],
  unseen: 'A machine that stands once under nodes and once under observes.',
  examines: (estate) => estate.capabilities,
  *judge({ id, statedSites, statedNodes, statedObserves, requires }, estate) {
    const lists = { sites: statedSites, nodes: statedNodes, observes: statedObserves, requires };
    for (const [name, entries] of Object.entries(lists)) {
      if (entries.length < 2) continue;
      const seen = new Set<string>();
      for (const { value, at } of entries) {
        const key = thingOf(value, estate);
        if (seen.has(key)) {
          const message = `capability "${id}" names "${value}" twice under ${name}; expected each once`;
          yield { at, message, key: `${name} ${value}` };
        }
        seen.add(key);
      }
    }
  },
  examples: {
    passing: [
      {
        name: 'a machine that is acted on and observed',
        edits: [
          {
            file: FILE,
            find: 'facet: hypervisor\n    observes: [pve, pve-home]',
            replace: 'facet: hypervisor\n    nodes: [pve, pve-home]\n    observes: [pve, pve-home]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'one hypervisor twice, by two of its names',
        edits: [
          {
            file: FILE,
            find: 'facet: hypervisor\n    observes: [pve, pve-home]',
            replace: 'facet: hypervisor\n    observes: [pve, pve-home, «198.51.100.10»]',
          },
        ],
      },
    ],
  },
});

/** What a name stands for, whichever name that is. */
function thingOf(value: string, { index }: Estate): string {
  const thing = index.named(value) ?? index.addressed(value);
  if (!thing) return value;
  return isGuest(thing) ? thing.key : thing.id;
}
