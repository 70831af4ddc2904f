import { named } from '../../src/estate/ask/describe.ts';
import { addressClaims, addressesOf, type Machine, machines } from '../../src/estate/ask/machines.ts';
import { defineGate } from '../../src/gate/gate.ts';

const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';
const SSH = 'ops/bindings/ssh.targets.yaml';

export default defineGate<Machine>({
  id: 'contracts/address-one-machine',
  title: 'An address belongs to one machine, whichever contract states it',
  why: 'A window that reaches for one machine stops another, and the one it meant stays up.',
  fix: 'State the address of each machine that it really has; one of the two rows is wrong.',
  severity: 'error',
  reads: ['ssh.targets', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Addresses that move between machines, such as those of a cluster, are not told from mistakes.',
  examines: (estate) => machines(estate).filter((machine) => addressesOf(machine).length > 0),
  *judge(machine, estate) {
    for (const { value, at } of addressesOf(machine)) {
      const [first, ...others] = addressClaims(estate).get(value) ?? [];
      if (!first || first.machine === machine || !others.some((claim) => claim.machine === machine)) continue;
      yield {
        at,
        message: `${named(machine)} has the address "${value}", which ${named(first.machine)} has too; expected one of its own`,
        related: [{ message: 'the same address', at: first.at }],
        key: value,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a retired guest whose address is in use again',
        edits: [
          {
            file: LIFECYCLE,
            find: 'profile: base-v1\n    lan_ip: null',
            replace: 'profile: base-v1\n    lan_ip: 192.0.2.31',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'an ssh target that leads to another machine',
        edits: [{ file: SSH, find: 'host: "192.0.2.251"', replace: 'host: «"192.0.2.250"»' }],
      },
    ],
  },
});
