import { listed } from '../../src/estate/ask/describe.ts';
import { activeSequences } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { OrderEntry, OrderList, Sequence } from '../../src/estate/model/order.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Sequence>({
  id: 'guests/orders-same-set',
  title: 'The order lists of a site are permutations of one set',
  why: 'What is stopped and in no start list stays off after the window, what is only started runs into the loss of power, and what stands there twice is acted on twice.',
  fix: 'Make startup_order, shutdown_order and active_vm_ids of the site hold the same entries, each once; active_vm_ids holds guests only.',
  severity: 'error',
  reads: ['startup.sequencing', 'topology.sites'],
  unseen:
    'Whether the set is complete: guests/sequenced, guests/carrier-sequenced and nas/sequenced judge that. Entries that do not belong there: guests/entries-resolve reports those.',
  examines: activeSequences,
  *judge(sequence, estate) {
    const lists = [sequence.startup, sequence.shutdown, sequence.active].filter((list) => list !== undefined);
    for (const list of lists) yield* repeats(list, sequence, estate);
    for (const list of lists) yield* lacking(list, lists, sequence, estate);
  },
  examples: {
    passing: [
      {
        name: 'a stop order that is no mirror image of the start order',
        edits: [{ file: FILE, find: '[100, 105, pve-home, nas]', replace: '[105, 100, pve-home, nas]' }],
      },
      {
        name: 'a name that belongs into no list, which another law reports',
        edits: [
          { file: FILE, find: '[100, 105, pve-home, nas]', replace: '[100, 105, pve-home, nas, nas-shop]' },
        ],
      },
      {
        name: 'lists of version 3, which hold guests only',
        edits: [
          {
            file: FILE,
            from: '  home:\n    startup_order',
            to: 'phases:',
            replace:
              'home_vm_lifecycle:\n  host_id: pve-home\n  active_vm_ids: [100, 105]\n  startup_order: [105, 100]\n  shutdown_order: [100, 105]\n',
          },
        ],
      },
      {
        name: 'guests alone under active_vm_ids, which takes VMIDs',
        edits: [
          {
            file: FILE,
            find: '    shutdown_order: [100, 105, pve-home, nas]',
            replace: '    shutdown_order: [100, 105, pve-home, nas]\n    active_vm_ids: [100, 105]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a guest twice in one list',
        edits: [
          { file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[nas, pve-home, 105, 100, «105»]' },
        ],
      },
      {
        name: 'a stop list without a hypervisor that the start list has',
        edits: [
          {
            file: FILE,
            find: 'shutdown_order: [100, 105, pve-home, nas]',
            replace: '«shutdown_order»: [100, 105, nas]',
          },
        ],
      },
    ],
  },
});

const identity = (entry: OrderEntry): string => entry.guest ?? entry.node ?? entry.text;

function* repeats(list: OrderList, sequence: Sequence, estate: Estate): Generator<Breach> {
  const seen = new Map<string, OrderEntry>();
  for (const entry of list.entries) {
    const first = seen.get(identity(entry));
    if (!first) {
      seen.set(identity(entry), entry);
      continue;
    }
    const thing = estate.index.named(identity(entry));
    yield {
      at: entry.at,
      message: `${list.name} of site "${sequence.site}" holds "${entry.text}" more than once; one turn was expected`,
      related: [{ message: 'first here', at: first.at }],
      key: `${list.name} repeats ${entry.text}`,
      ...(thing && { subject: thing.subject }),
    };
  }
}

function* lacking(
  list: OrderList,
  lists: readonly OrderList[],
  sequence: Sequence,
  estate: Estate,
): Generator<Breach> {
  const held = new Set(list.entries.map(identity));
  const missing = new Map<string, { entry: OrderEntry; from: string }>();
  for (const other of lists) {
    for (const entry of other.entries) {
      if (list === sequence.active && entry.guest === undefined) continue;
      if (estate.index.named(identity(entry))?.site !== sequence.site) continue;
      if (!held.has(identity(entry)) && !missing.has(identity(entry)))
        missing.set(identity(entry), { entry, from: other.name });
    }
  }
  if (missing.size === 0) return;
  const words = [...missing.values()].map(({ entry }) => `"${entry.text}"`);
  yield {
    at: list.at,
    message: `${list.name} of site "${sequence.site}" lacks ${listed(words)}, which its other lists hold`,
    related: [...missing.values()]
      .slice(0, 6)
      .map(({ entry, from }) => ({ message: `in ${from}`, at: entry.at })),
    key: `${list.name} lacks`,
  };
}
