import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { named } from '../../src/estate/ask/describe.ts';
import { guestElsewhere } from '../../src/estate/ask/guest-elsewhere.ts';
import { orderOf } from '../../src/estate/ask/positions.ts';
import { activeGuests, isKnown } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Guest>({
  id: 'guests/in-executor-lists',
  title: 'The phases that executors read hold every active guest, and only guests that exist',
  why: 'A list that claims authority and is read by nobody looks complete while the run follows the phases: what they leave out is neither stopped nor started, and a VMID that exists nowhere ends the run halfway.',
  fix: 'Add the VMID to vm_ids or lxc_ids of a phase of its site in startup.sequencing.yaml.',
  severity: 'error',
  reads: ['startup.sequencing', 'vm.lifecycle', 'topology.sites'],
  unseen:
    'In version 4 a site whose phases name no guest at all: there the order lists are what executors read. Which keys a script reads is judged by the laws on scripts.',
  examines: activeGuests,
  *judge(guest, estate) {
    if (isKnown(guest)) yield* absent(guest, estate);
    else if (onlyInPhases(guest)) {
      const other = guestElsewhere(guest, estate);
      const whose = other ? `is ${named(other)}; expected a guest of the site` : 'no other contract knows';
      const message = `a phase of site "${guest.site}" holds VMID ${guest.vmid}, which ${whose}`;
      const fix = other
        ? 'Take the VMID out of the phase, or correct it.'
        : 'Correct the VMID, or give the guest a row in vm.lifecycle.yaml.';
      yield { message, fix };
    }
  },
  examples: {
    passing: [
      {
        name: 'lists of version 3, and phases that name guests by target, vm_ids or lxc_ids',
        edits: [
          {
            file: FILE,
            from: '  home:\n    startup_order',
            to: 'phases:',
            replace:
              'home_vm_lifecycle:\n  host_id: pve-home\n  active_vm_ids: [100, 105]\n  startup_order: [105, 100]\n  shutdown_order: [100, 105]\n',
          },
          {
            file: FILE,
            from: '      - target: pve-home\n        vm_ids: [100]',
            to: '      - target: atlas',
            replace: '',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'phases that name guests, but not this container',
        edits: [
          { file: FILE, find: 'phases:\n', replace: '«phases»:\n' },
          { file: FILE, find: 'lxc_ids: [105], ', replace: '' },
        ],
      },
      {
        name: 'a phase with a VMID of another site',
        edits: [{ file: FILE, find: 'vm_ids: [100]', replace: 'vm_ids: [100, «213»]' }],
      },
      {
        name: 'a phase with a VMID that no contract knows',
        edits: [{ file: FILE, find: 'vm_ids: [100]', replace: 'vm_ids: [100, «101»]' }],
      },
    ],
  },
});

function* absent(guest: Guest, estate: Estate) {
  const sequence = estate.index.sequenceOf(guest.site);
  const order = orderOf(estate, guest.site);
  const turn = order.start.get(guest.key);
  if (!sequence || turn?.phase || (sequence.version === 4 && !order.phasesHoldGuests)) return;
  const { at, where, related } = missingRow(estate, guest, 'startup.sequencing', ['phases']);
  const listing = turn?.list ? [{ message: `${turn.list.text} holds it here`, at: turn.list.at }] : [];
  yield {
    at,
    message: `no phase starts ${named(guest)}: executors read ${where}, which must hold every active guest`,
    related: [...related, ...listing],
  };
}

const onlyInPhases = (guest: Guest): boolean => guest.mentions.every(({ what }) => what.startsWith('phase'));
