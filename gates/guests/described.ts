import { listed, named } from '../../src/estate/ask/describe.ts';
import { activeGuests } from '../../src/estate/ask/standard.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';

export default defineGate<Guest>({
  id: 'guests/described',
  title: 'The lifecycle row of an active guest says what it is called and what state it is in',
  why: 'A guest without a state is taken for active and started; one without a name is told apart by a number alone.',
  fix: 'State hostname and status in the row of the guest in vm.lifecycle.yaml.',
  severity: 'warning',
  reads: ['vm.lifecycle', 'topology.sites'],
  examines: (estate) => activeGuests(estate).filter((guest) => guest.row !== undefined),
  *judge(guest) {
    const facts = { hostname: guest.hostname, status: guest.status };
    const missing = Object.entries(facts).flatMap(([name, stated]) => (stated === undefined ? [name] : []));
    if (missing.length > 0) {
      yield {
        at: guest.row!,
        message: `the row of ${named(guest)} states no ${listed(missing)}; expected both`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a status in capitals',
        edits: [
          {
            file: LIFECYCLE,
            find: 'role: edge\n    owner: "@operator"\n    status: active',
            replace: 'role: edge\n    owner: "@operator"\n    status: Active',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no status',
        edits: [
          { file: LIFECYCLE, find: '- id: 211\n', replace: '- id: «211»\n' },
          {
            file: LIFECYCLE,
            find: 'role: edge\n    owner: "@operator"\n    status: active\n',
            replace: 'role: edge\n    owner: "@operator"\n',
          },
        ],
      },
    ],
  },
});
