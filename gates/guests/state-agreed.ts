import { named } from '../../src/estate/ask/describe.ts';
import { activeSequences } from '../../src/estate/ask/standard.ts';
import type { Sequence } from '../../src/estate/model/order.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Sequence>({
  id: 'guests/state-agreed',
  title: 'A guest that the order calls retired or a template is not active in the lifecycle',
  why: 'One contract still runs what the other has buried: the window leaves it running, or nobody notices that it is gone.',
  fix: 'Correct the status in vm.lifecycle.yaml, or the list in startup.sequencing.yaml.',
  severity: 'error',
  reads: ['startup.sequencing', 'vm.lifecycle', 'topology.sites'],
  examines: activeSequences,
  *judge(sequence, estate) {
    const lists = [
      { entries: sequence.templates, words: 'a template' },
      { entries: sequence.retired, words: 'retired' },
    ];
    for (const { entries, words } of lists) {
      for (const entry of entries) {
        const guest = entry.guest === undefined ? undefined : estate.index.guest(entry.guest);
        if (!guest?.row || guest.state !== 'active') continue;
        yield {
          at: entry.at,
          subject: guest.subject,
          key: words,
          message: `the lists of site "${sequence.site}" call ${named(guest)} ${words}, but its lifecycle row says ${guest.status ? `"${guest.status.value}"` : 'that it is active'}`,
          related: [{ message: 'its lifecycle row', at: guest.status?.at ?? guest.row }],
        };
      }
    }
  },
  examples: {
    passing: [
      {
        name: 'a retired guest without a lifecycle row',
        edits: [{ file: FILE, find: 'retired_vm_ids: [219]', replace: 'retired_vm_ids: [219, 218]' }],
      },
    ],
    failing: [
      {
        name: 'an active guest among the retired ones',
        edits: [{ file: FILE, find: 'retired_vm_ids: [219]', replace: 'retired_vm_ids: [219, «213»]' }],
      },
      {
        name: 'an active guest among the templates',
        edits: [{ file: FILE, find: 'template_vm_ids: [9000]', replace: 'template_vm_ids: [9000, «213»]' }],
      },
    ],
  },
});
