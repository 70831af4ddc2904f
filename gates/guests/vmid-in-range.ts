import { named } from '../../src/estate/ask/describe.ts';
import { activeGuests } from '../../src/estate/ask/standard.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';

export default defineGate<Guest>({
  id: 'guests/vmid-in-range',
  title: "Every active guest's VMID lies in the range of its site",
  why: 'Ranges keep the ids of sites apart: a VMID outside of its range sooner or later names two guests, and a backup or a stop goes to the wrong one.',
  fix: "Move the guest to a VMID of its site's range, or widen vmid_range of the site in topology.sites.yaml.",
  severity: 'warning',
  reads: ['vm.lifecycle', 'topology.sites'],
  unseen: 'Templates, which may lie outside of every range, and sites without a range.',
  examines: (estate) => activeGuests(estate).filter((guest) => estate.index.site(guest.site)?.vmidRange),
  *judge(guest, estate) {
    const range = estate.index.site(guest.site)!.vmidRange!;
    const { from, to } = range.value;
    if (guest.vmid >= from && guest.vmid <= to) return;
    yield {
      message: `${named(guest)} lies outside of the range of its site; expected ${from} to ${to}`,
      related: [{ message: 'the range', at: range.at }],
    };
  },
  examples: {
    passing: [
      {
        name: 'the last VMID of a range',
        edits: [
          {
            file: 'ops/bindings/topology.sites.yaml',
            find: 'vmid_range: 100-199',
            replace: 'vmid_range: "100-105"',
          },
        ],
      },
      {
        name: 'a template at another number outside of all ranges',
        edits: [{ file: LIFECYCLE, find: '- id: 9000', replace: '- id: 9900' }],
      },
    ],
    failing: [
      {
        name: 'a guest whose hypervisor stands at the site of another range',
        edits: [{ file: LIFECYCLE, find: '- id: 211\n', replace: '- id: «311»\n' }],
      },
    ],
  },
});
