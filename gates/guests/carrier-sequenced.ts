import { listed, named } from '../../src/estate/ask/describe.ts';
import { orderOf } from '../../src/estate/ask/positions.ts';
import { governedNodes } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Node>({
  id: 'guests/carrier-sequenced',
  title: 'Every hypervisor stands in the start order and in the stop order of its site',
  why: 'An order that does not say when the host itself goes down lets it lose its storage, or its guests their host, in the middle of the run.',
  fix: 'Add the hypervisor to startup_order before its guests, and to shutdown_order after them, in startup.sequencing.yaml.',
  severity: 'error',
  reads: ['startup.sequencing', 'topology.sites'],
  unseen: 'Sites with lists of version 3, which hold guests only and name the hypervisor as host_id.',
  examines: (estate) => governedNodes(estate, 'hypervisor'),
  *judge(node, estate) {
    const [first, ...others] = listsWithout(node, estate);
    if (!first) return;
    yield {
      at: first.at,
      message: `${named(node)} has no turn in ${listed([first, ...others].map((list) => list.name))}; every list of the site must hold it`,
      related: [
        { message: 'declared here', at: node.at },
        ...others.map((list) => ({ message: 'missing here too', at: list.at })),
      ],
    };
  },
  examples: {
    passing: [
      {
        name: 'lists of version 3',
        edits: [
          {
            file: FILE,
            from: '  home:\n    startup_order',
            to: 'phases:',
            replace:
              'home_vm_lifecycle:\n  host_id: pve-home\n  active_vm_ids: [100, 105]\n  startup_order: [105, 100]\n  shutdown_order: [100, 105]\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a stop order that never stops the hypervisor',
        edits: [
          {
            file: FILE,
            find: 'shutdown_order: [100, 105, pve-home, nas]',
            replace: '«shutdown_order»: [100, 105, nas]',
          },
        ],
      },
    ],
  },
});

function listsWithout(node: Node, estate: Estate) {
  const sequence = estate.index.sequenceOf(node.site!);
  if (!sequence || sequence.version === 3) return [];
  const order = orderOf(estate, node.site!);
  return [
    { name: 'startup_order', list: sequence.startup, holds: order.start.get(node.id)?.list !== undefined },
    { name: 'shutdown_order', list: sequence.shutdown, holds: order.stop.has(node.id) },
  ]
    .filter(({ holds }) => !holds)
    .map(({ name, list }) => ({ name, at: list?.at ?? sequence.at }));
}
