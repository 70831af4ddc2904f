import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/ssh.targets.yaml';

interface Target extends Entity {
  readonly id: string;
  readonly row: RowAt;
}

export default defineGate<Target>({
  id: 'contracts/ssh-target-has-address',
  title: 'Every ssh target says where it is reached',
  why: 'What has no host is passed over by every script that goes through the list, without a word.',
  fix: 'State host in the row of the target in ssh.targets.yaml.',
  severity: 'error',
  reads: ['ssh.targets'],
  unseen: 'Whether the address is right: contracts/address-one-machine compares the contracts.',
  examines: targets,
  *judge({ id, row, at }) {
    if (!row.has('host'))
      yield { at, message: `ssh target "${id}" states no host; expected a name or an address` };
  },
  examples: {
    passing: [
      {
        name: 'a name in place of an address',
        edits: [{ file: FILE, find: 'host: "192.0.2.251"', replace: 'host: switch-shop.example' }],
      },
    ],
    failing: [
      {
        name: 'a target without a host',
        edits: [
          {
            file: FILE,
            find: '- id: "switch-shop"\n      host: "192.0.2.251"\n',
            replace: '- id: «"switch-shop"»\n',
          },
        ],
      },
    ],
  },
});

function targets(estate: Estate): Target[] {
  const rows = estate.index
    .loaded('ssh.targets')
    .flatMap((document) => RowAt.root(document).child('ssh').rows('targets'));
  return rows.flatMap((row) => {
    const id = row.identity('id');
    if (!id) return [];
    const thing = estate.index.named(id.value);
    return [
      {
        subject: thing?.subject ?? subjectOf('device', id.value),
        at: id.at,
        id: id.value,
        row,
        ...(thing?.site !== undefined && { site: thing.site }),
      },
    ];
  });
}
