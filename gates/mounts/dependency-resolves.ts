import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import type { Node } from '../../src/estate/model/node.ts';
import type { Dependency } from '../../src/estate/model/order.ts';
import { isGuest } from '../../src/estate/reading/reference.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

interface Row extends Entity {
  readonly row: Dependency;
}

export default defineGate<Row>({
  id: 'mounts/dependency-resolves',
  title: 'Both ends of every declared dependency are a node or a living guest of the estate',
  why: 'A dependency on a name that nothing has, or on what is gone, protects nothing and looks as if it did.',
  fix: 'Write a node id, or <site>/<VMID> for a guest, in dependencies of startup.sequencing.yaml.',
  severity: 'error',
  reads: ['startup.sequencing', 'vm.lifecycle', 'ssh.targets', 'topology.sites'],
  examines: rows,
  *judge({ row }, estate) {
    const ends = [
      { end: 'consumer', stated: row.consumer, thing: row.consumerEntity },
      { end: 'provider', stated: row.provider, thing: row.providerEntity },
    ];
    for (const { end, stated, thing } of ends) {
      const wrong = thing ? gone(thing) : unknown(stated.value, estate);
      if (wrong === undefined) continue;
      yield {
        at: stated.at,
        key: `${end} ${stated.value}`,
        message: `the ${end} "${stated.value}" of a dependency ${wrong}`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a guest named by its hostname',
        edits: [
          {
            file: FILE,
            find: '{consumer: home/100, provider: home/105',
            replace: '{consumer: atlas, provider: pihole-home',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a guest that is retired',
        edits: [
          {
            file: FILE,
            find: '{consumer: shop/211, provider: shop/213,',
            replace: '{consumer: shop/211, provider: «shop/219»,',
          },
        ],
      },
      {
        name: 'a guest and a node that do not exist',
        edits: [
          {
            file: FILE,
            find: '{consumer: home/100, provider: home/105',
            replace: '{consumer: «home/106», provider: home/105',
          },
          {
            file: FILE,
            find: '{consumer: home/100, provider: nas,',
            replace: '{consumer: home/100, provider: «nass»,',
          },
        ],
      },
    ],
  },
});

function gone(thing: Node | Guest): string | undefined {
  if (!isGuest(thing) || (thing.state !== 'retired' && thing.state !== 'template')) return undefined;
  return `is ${thing.state === 'retired' ? 'retired' : 'a template'}; an active node or guest was expected`;
}

function unknown(name: string, estate: Estate): string {
  const near = nearest(name, [...estate.nodes.map(({ id }) => id), ...estate.guests.map(({ key }) => key)]);
  const hint = near === undefined ? '' : `; the nearest is "${near}"`;
  return `is no node id and no <site>/<VMID> that a contract knows${hint}`;
}

/** Each row counts for its consumer, or for the contract where that is unknown. */
function rows(estate: Estate): Row[] {
  return estate.dependencies.map((row) => {
    const known = row.consumerEntity ?? row.providerEntity;
    const subject = known?.subject ?? subjectOf('contract', row.at.file);
    return { subject, at: row.at, row, ...(known?.site !== undefined && { site: known.site }) };
  });
}
