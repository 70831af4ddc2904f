import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { listed, named } from '../../src/estate/ask/describe.ts';
import { orderOf } from '../../src/estate/ask/positions.ts';
import { knownGuests } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Guest>({
  id: 'guests/sequenced',
  title: 'Every active guest stands in the start order and in the stop order of its site',
  why: 'A guest outside the order is not stopped before its host loses power and not started again after it; a container that answers DNS is missed by everybody.',
  fix: 'Add the VMID to startup_order and shutdown_order (in version 3 also to active_vm_ids) of its site in startup.sequencing.yaml.',
  severity: 'error',
  reads: ['startup.sequencing', 'vm.lifecycle', 'topology.sites'],
  unseen: 'A VMID that stands in a list and is known from nowhere else: guests/kind-declared reports it.',
  examines: knownGuests,
  *judge(guest, estate) {
    const sequence = estate.index.sequenceOf(guest.site);
    if (!sequence) {
      const { at, where, related } = missingRow(estate, guest, 'startup.sequencing', ['lifecycle']);
      yield {
        at,
        related,
        message: `${named(guest)} has no start and stop order: its site has no lists in ${where}`,
      };
      return;
    }
    const [first, ...others] = listsWithout(guest, estate);
    if (!first) return;
    const names = listed([first, ...others].map((list) => list.name));
    yield {
      at: first.at,
      message: `${named(guest)} is active, but missing from ${names}; every list of the site must hold it`,
      related: [
        { message: 'declared here', at: guest.at },
        ...others.map((list) => ({ message: 'missing here too', at: list.at })),
      ],
    };
  },
  examples: {
    passing: [
      {
        name: 'another order, with a quoted VMID',
        edits: [{ file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[nas, pve-home, 100, "105"]' }],
      },
    ],
    failing: [
      {
        name: 'a container is in no list',
        edits: [
          {
            file: FILE,
            find: 'startup_order: [nas, pve-home, 105, 100]',
            replace: '«startup_order»: [nas, pve-home, 100]',
          },
          { file: FILE, find: '[100, 105, pve-home, nas]', replace: '[100, pve-home, nas]' },
        ],
      },
      {
        name: 'a guest is started but never stopped',
        edits: [
          { file: FILE, find: 'shutdown_order: [211, 212, 213,', replace: '«shutdown_order»: [211, 212,' },
        ],
      },
      {
        name: 'lists of version 3 that leave a container out of active_vm_ids',
        edits: [
          {
            file: FILE,
            from: '  home:\n    startup_order',
            to: 'phases:',
            replace:
              'home_vm_lifecycle:\n  host_id: pve-home\n  «active_vm_ids»: [100]\n  startup_order: [105, 100]\n  shutdown_order: [100, 105]\n',
          },
        ],
      },
      {
        name: 'a site without lists',
        edits: [
          { file: FILE, find: 'lifecycle:\n  shop', replace: '«lifecycle»:\n  shop' },
          { file: FILE, from: '  home:\n    startup_order', to: 'phases:', replace: '' },
          {
            file: 'ops/bindings/vm.lifecycle.yaml',
            from: '    status: active\n    created_at: "2025-01-05"  # approximate\n    vm_type: lxc',
            to: '    profile: null',
            replace: '    status: decommissioned\n    vm_type: lxc\n',
          },
        ],
      },
    ],
  },
});

/** The lists that lack the guest; an absent list lacks it at the key of its site. */
function listsWithout(guest: Guest, estate: Estate) {
  const sequence = estate.index.sequenceOf(guest.site)!;
  const order = orderOf(estate, guest.site);
  const lists = [
    { name: 'startup_order', list: sequence.startup, holds: order.start.get(guest.key)?.list !== undefined },
    { name: 'shutdown_order', list: sequence.shutdown, holds: order.stop.has(guest.key) },
    { name: 'active_vm_ids', list: sequence.active, holds: !sequence.active || order.active.has(guest.key) },
  ];
  return lists.filter(({ holds }) => !holds).map(({ name, list }) => ({ name, at: list?.at ?? sequence.at }));
}
