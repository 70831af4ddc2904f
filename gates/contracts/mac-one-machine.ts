import { named } from '../../src/estate/ask/describe.ts';
import { macClaims, macDigits } from '../../src/estate/ask/machines.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { defineGate } from '../../src/gate/gate.ts';

const SSH = 'ops/bindings/ssh.targets.yaml';

export default defineGate<Node>({
  id: 'contracts/mac-one-machine',
  title: 'A MAC address belongs to one machine',
  why: 'A magic packet wakes the machine whose MAC it carries: the wrong one starts, and the one that was meant stays off.',
  fix: 'State the MAC that each machine really has; one of the two rows is wrong.',
  severity: 'error',
  reads: ['ssh.targets', 'topology.sites'],
  examines: (estate) => estate.nodes.filter((node) => node.macs.length > 0),
  *judge(node, estate) {
    for (const { value, at } of node.macs) {
      const [first, ...others] = macClaims(estate).get(macDigits(value)) ?? [];
      if (!first || first.machine === node || !others.some((claim) => claim.machine === node)) continue;
      yield {
        at,
        message: `${named(node)} has the MAC address "${value}", which ${named(first.machine)} has too; expected one of its own`,
        related: [{ message: 'the same MAC address', at: first.at }],
        key: macDigits(value),
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'the same machine in two contracts, with capitals in one',
        edits: [{ file: SSH, find: 'mac: "00:00:5e:00:53:fb"', replace: 'mac: "00:00:5E:00:53:FB"' }],
      },
    ],
    failing: [
      {
        name: 'the MAC of a neighbour',
        edits: [{ file: SSH, find: 'mac: "00:00:5e:00:53:fb"', replace: 'mac: «"00:00:5e:00:53:fa"»' }],
      },
    ],
  },
});
