import { named } from '../../src/estate/ask/describe.ts';
import { activeGuests } from '../../src/estate/ask/standard.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';

export default defineGate<Guest>({
  id: 'guests/owned',
  title: 'Every active guest has an owner',
  why: 'When it does not come back after a window there is nobody to ask whether it may stay down.',
  fix: 'State owner in the row of the guest, or under defaults, in vm.lifecycle.yaml.',
  severity: 'warning',
  reads: ['vm.lifecycle', 'topology.sites'],
  unseen: 'Guests without a lifecycle row: guests/registered reports those.',
  examines: (estate) => activeGuests(estate).filter((guest) => guest.row !== undefined),
  *judge(guest) {
    if (guest.owner?.value.trim()) return;
    yield {
      at: guest.owner?.at ?? guest.row!,
      message: `${named(guest)} has no owner; its row or the defaults must name one`,
    };
  },
  examples: {
    passing: [
      {
        name: 'an owner that comes from the defaults',
        edits: [
          {
            file: LIFECYCLE,
            find: '    role: cameras\n    owner: "@operator"\n    status: planning',
            replace: '    role: cameras\n    status: active',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'neither the row nor the defaults name an owner',
        edits: [
          {
            file: LIFECYCLE,
            find: '  owner: "@operator"\n  decommission_policy',
            replace: '  decommission_policy',
          },
          { file: LIFECYCLE, find: '- id: 100\n', replace: '- id: «100»\n' },
          {
            file: LIFECYCLE,
            find: '    role: applications\n    owner: "@operator"\n',
            replace: '    role: applications\n',
          },
        ],
      },
    ],
  },
});
