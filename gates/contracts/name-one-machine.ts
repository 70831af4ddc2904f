import { named } from '../../src/estate/ask/describe.ts';
import { type Machine, machines, nameClaims } from '../../src/estate/ask/machines.ts';
import { isGuest } from '../../src/estate/reading/reference.ts';
import { defineGate } from '../../src/gate/gate.ts';

const HARDWARE = 'ops/bindings/hardware.inventory.yaml';

export default defineGate<Machine>({
  id: 'contracts/name-one-machine',
  title: 'The id of a machine is no name of another',
  why: 'Contracts refer to machines by name; a name that two have leads to whichever was read last.',
  fix: 'Give one of the two another hostname, or correct the row that mixes them up.',
  severity: 'error',
  reads: ['topology.sites', 'vm.lifecycle'],
  unseen: 'Nicknames that two machines share and that are the id of neither.',
  examines: (estate) => machines(estate).filter(({ names }) => names.length > 0),
  *judge(machine, estate) {
    const own = isGuest(machine) ? machine.hostname : machine.id;
    for (const name of machine.names) {
      const other =
        name === own
          ? undefined
          : nameClaims(estate)
              .get(name)
              ?.find((one) => one !== machine);
      if (!other) continue;
      const row = isGuest(machine)
        ? undefined
        : machine.rows.find(({ kind }) => kind === 'hardware.inventory');
      yield {
        at: row?.at ?? machine.at,
        message: `${named(machine)} has the name "${name}", which is the id of ${named(other)}; expected one of its own`,
        related: [{ message: 'the other one', at: other.at }],
        key: name,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a hostname of its own',
        edits: [{ file: HARDWARE, find: 'hostname: pve-home', replace: 'hostname: pve-home.example' }],
      },
    ],
    failing: [
      {
        name: 'a row that mixes two hypervisors up',
        edits: [
          {
            file: HARDWARE,
            find: 'machine_id: pve-home\n    hostname: pve-home',
            replace: 'machine_id: «pve-home»\n    hostname: pve',
          },
        ],
      },
    ],
  },
});
