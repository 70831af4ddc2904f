import { named, shortly } from '../../src/estate/ask/describe.ts';
import { orderOf, type PhaseRank, type Rank } from '../../src/estate/ask/positions.ts';
import { activeSequences } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import type { Node } from '../../src/estate/model/node.ts';
import type { Sequence } from '../../src/estate/model/order.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

interface Placed {
  readonly thing: Node | Guest;
  readonly list: Rank;
  readonly phase: PhaseRank;
}

export default defineGate<Sequence>({
  id: 'guests/phases-agree-with-order',
  title: 'Phases do not contradict the start order',
  why: 'Two orders that disagree mean that the run depends on which of them an executor happens to read.',
  fix: 'Move the entry to a phase, or to a position in startup_order, on which both agree.',
  severity: 'error',
  reads: ['startup.sequencing', 'topology.sites'],
  unseen: 'The order within one phase, which may run side by side.',
  examines: activeSequences,
  *judge(sequence, estate) {
    const placed = inListOrder(sequence, estate);
    for (const [index, current] of placed.entries()) {
      const before = placed[index - 1];
      if (!before || before.phase.number <= current.phase.number) continue;
      yield {
        at: current.phase.at,
        subject: current.thing.subject,
        message: `${current.phase.text} holds ${named(current.thing)} before ${shortly(before.thing)} (${before.phase.text}), but startup_order has them the other way round`,
        related: [
          { message: `${shortly(before.thing)} in startup_order`, at: before.list.at },
          { message: `${shortly(before.thing)} in ${before.phase.text}`, at: before.phase.at },
        ],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'neighbours of one phase in either order',
        edits: [{ file: FILE, find: 'vm_ids: [211, 212]', replace: 'vm_ids: [212, 211]' }],
      },
    ],
    failing: [
      {
        name: 'the list starts the database after the guests of a later phase',
        edits: [
          { file: FILE, find: '215, 213, 211, 212]', replace: '215, 211, 212, 213]' },
          { file: FILE, find: 'vm_ids: [213]', replace: 'vm_ids: [«213»]' },
        ],
      },
    ],
  },
});

function inListOrder(sequence: Sequence, estate: Estate): Placed[] {
  const placed = [...orderOf(estate, sequence.site).start].flatMap(
    ([reference, { list, phase }]): Placed[] => {
      const thing = estate.index.named(reference);
      return thing && list && phase?.explicit ? [{ thing, list, phase }] : [];
    },
  );
  return placed.sort((a, b) => a.list.order - b.list.order);
}
