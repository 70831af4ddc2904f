import { named } from '../../src/estate/ask/describe.ts';
import { everyEntry } from '../../src/estate/ask/sequenced-entries.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Site>({
  id: 'guests/retired-not-sequenced',
  title: 'No order list and no phase holds a retired guest or a template',
  why: 'The run stops at a guest that no longer exists, or starts a clone source on the addresses of its clones.',
  fix: 'Take the VMID out of the order lists and phases of startup.sequencing.yaml.',
  severity: 'error',
  reads: ['startup.sequencing', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Guests that are still planned: a list may hold them in advance.',
  examines: activeSites,
  *judge(site, estate) {
    for (const { entry, where } of everyEntry(estate, site.id)) {
      const guest = entry.guest === undefined ? undefined : estate.index.guest(entry.guest);
      if (guest?.state !== 'retired' && guest?.state !== 'template') continue;
      const state = guest.state === 'retired' ? 'retired' : 'a template';
      yield {
        at: entry.at,
        subject: guest.subject,
        key: where,
        message: `${where} holds ${named(guest)}, which is ${state}; only active guests may be sequenced`,
        related: [{ message: `its state is declared here`, at: guest.status?.at ?? guest.at }],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a retired guest in the list of retired ones only',
        edits: [{ file: FILE, find: 'retired_vm_ids: [219]', replace: 'destroyed_vm_ids: ["219"]' }],
      },
    ],
    failing: [
      {
        name: 'a destroyed guest and a template in the start order',
        edits: [{ file: FILE, find: '215, 213, 211, 212]', replace: '215, 213, 211, 212, «219», «9000»]' }],
      },
      {
        name: 'a phase for the stacks of a destroyed guest',
        edits: [{ file: FILE, find: 'target: books-a', replace: 'target: «ledger-old»' }],
      },
      {
        name: 'a destroyed guest in a phase',
        edits: [{ file: FILE, find: 'vm_ids: [213]', replace: 'vm_ids: [213, «219»]' }],
      },
    ],
  },
});
