import { listed, named } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { activeGuests } from '../../src/estate/ask/standard.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import type { PhaseHost } from '../../src/estate/model/order.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { addTo } from '../../src/grouping/groups.ts';

const SEQUENCING = 'ops/bindings/startup.sequencing.yaml';

/** The steps of phases that act on each guest and start stacks there. */
const stepsOf = oncePerEstate((estate) => {
  const steps = new Map<string, PhaseHost[]>();
  for (const host of estate.phases.flatMap((phase) => phase.hosts)) {
    const guest = host.target?.guest;
    if (guest !== undefined) addTo(steps, guest, host);
  }
  return steps;
});

export default defineGate<Guest>({
  id: 'guests/phase-stacks-agree',
  title: 'The phases that start the stacks of a guest start those that its lifecycle row lists',
  why: 'A stack that no phase starts stays down after a window until somebody misses it.',
  fix: 'List the same stacks in the phase of the guest and in its lifecycle row.',
  severity: 'warning',
  reads: ['startup.sequencing', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Guests that no phase acts on by name: their stacks start by themselves.',
  examines: (estate) => activeGuests(estate).filter((guest) => guest.row && stepsOf(estate).has(guest.key)),
  *judge(guest, estate) {
    const steps = stepsOf(estate).get(guest.key)!;
    const started = steps.flatMap((step) => step.stacks);
    const idle = guest.stacks.filter((stack) => !started.includes(stack));
    const strange = started.filter((stack) => !guest.stacks.includes(stack));
    const words = [
      ...(idle.length > 0 ? [`do not start ${quotedList(idle)}`] : []),
      ...(strange.length > 0 ? [`start ${quotedList(strange)}, which the row does not list`] : []),
    ];
    if (words.length === 0) return;
    yield {
      at: steps[0]!.target!.at,
      message: `the phases of ${named(guest)} ${words.join(' and ')}; expected ${guest.stacks.length > 0 ? quotedList(guest.stacks) : 'no stack'}`,
      related: [{ message: 'its lifecycle row', at: guest.row! }],
    };
  },
  examples: {
    passing: [
      {
        name: 'two steps that share the stacks',
        edits: [
          {
            file: SEQUENCING,
            find: '        stacks: [proxy, status]\n        wait_after_sec: 15\n',
            replace:
              '        stacks: [proxy]\n        wait_after_sec: 15\n      - target: edge-a\n        stacks: [status]\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a stack that no phase starts',
        edits: [
          {
            file: SEQUENCING,
            find: '- target: edge-a\n        stacks: [proxy, status]',
            replace: '- target: «edge-a»\n        stacks: [proxy]',
          },
        ],
      },
      {
        name: 'a stack of another guest',
        edits: [
          {
            file: SEQUENCING,
            find: '- target: edge-a\n        stacks: [proxy, status]',
            replace: '- target: «edge-a»\n        stacks: [proxy, status, books]',
          },
        ],
      },
    ],
  },
});

const quotedList = (names: readonly string[]): string => listed(names.map((name) => `"${name}"`));
