import type { Estate } from '../../estate/model/estate.ts';
import type { OrderEntry, OrderList, Sequence } from '../../estate/model/order.ts';
import { dropped, rowOf, swapped } from '../damage.ts';
import type { Damage, Ground, Operator } from '../mutant.ts';

export const ORDER_OPERATORS: readonly Operator[] = [
  {
    id: 'drop-from-order',
    law: 'every active guest stands in every list that starts or stops it',
    guards: [
      'guests/sequenced',
      'guests/orders-same-set',
      'guests/in-executor-lists',
      'guests/phases-agree-with-order',
    ],
    damages: function* (ground) {
      for (const list of orderLists(ground.estate)) {
        for (const entry of list.entries.filter((one) => one.guest !== undefined)) {
          yield* dropped(ground, entry.at, `${entry.text} is dropped from ${list.name}`);
        }
      }
    },
  },
  {
    id: 'nas-after-consumer',
    law: 'a NAS starts before, and stops after, everything that mounts from it',
    guards: ['nas/before-consumers', 'mounts/order-respected'],
    damages: (ground) => swaps(ground, ({ provider }) => isNas(ground.estate, provider)),
  },
  {
    id: 'swap-dependents',
    law: 'what needs something starts after it and stops before it',
    guards: ['mounts/order-respected', 'nas/before-consumers'],
    damages: (ground) => swaps(ground, ({ provider }) => !isNas(ground.estate, provider)),
  },
  {
    id: 'drop-dependency',
    law: 'every edge between a consumer and its provider is declared',
    guards: ['mounts/*', 'nas/*'],
    damages: function* (ground) {
      for (const { at, consumer, provider, via } of ground.estate.dependencies) {
        yield* dropped(
          ground,
          rowOf(at),
          `the ${via} edge from ${consumer.value} to ${provider.value} is dropped`,
        );
      }
    },
  },
];

interface Edge {
  readonly consumer: string;
  readonly provider: string;
}

/** Start and stop lists of the sites, and the guests of each phase. */
function orderLists({ sequences, phases }: Estate): Pick<OrderList, 'name' | 'entries'>[] {
  return [
    ...sequences.flatMap(listsOf).map(({ name, entries }) => ({ name, entries })),
    ...phases.flatMap(({ number, hosts }) =>
      hosts.flatMap((host) => [
        { name: `vm_ids of phase ${number}`, entries: host.vmIds },
        { name: `lxc_ids of phase ${number}`, entries: host.lxcIds },
      ]),
    ),
  ];
}

const listsOf = ({ startup, shutdown }: Sequence): OrderList[] =>
  [startup, shutdown].filter((list) => list !== undefined);

function* swaps(ground: Ground, wanted: (edge: Edge) => boolean): Generator<Damage> {
  const { estate } = ground;
  for (const list of estate.sequences.flatMap(listsOf)) {
    for (const { consumer, provider } of estate.dependencies) {
      const one = entryOf(list, consumer.value);
      const other = entryOf(list, provider.value);
      if (!one || !other || !wanted({ consumer: consumer.value, provider: provider.value })) continue;
      yield* swapped(ground, one.at, other.at, `${one.text} and ${other.text} change places in ${list.name}`);
    }
  }
}

const entryOf = (list: OrderList, reference: string): OrderEntry | undefined =>
  list.entries.find((entry) => entry.guest === reference || entry.node === reference);

const isNas = (estate: Estate, id: string): boolean => estate.index.node(id)?.kind === 'nas';
