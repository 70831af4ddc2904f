import { oncePerEstate } from '../../src/estate/ask/once.ts';
import type { Entity, Stated } from '../../src/estate/model/entity.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { defineGate } from '../../src/gate/gate.ts';

const TOPOLOGY = 'ops/bindings/gate.execution.topology.yaml';

/** A domain that is released and depends on others, with the sequence of its file. */
interface ReleasedDomain extends Entity {
  readonly id: string;
  readonly needs: readonly Stated<string>[];
  readonly sequence: readonly string[];
}

export default defineGate<ReleasedDomain>({
  id: 'packs/released-after-needs',
  title: 'A domain of gates is released after the domains that it depends on',
  why: 'The checks of a domain that comes too early judge by what has not been checked yet, and a circle can be released in no order at all.',
  fix: 'Move the domain behind what it depends on in release_sequence, or correct its depends_on.',
  severity: 'warning',
  reads: ['gate.execution.topology'],
  unseen: 'Domains that release_sequence does not name: packs/domains-agree asks for them.',
  examines: (estate) => releasedDomains(estate),
  *judge({ id, needs, sequence }) {
    for (const { value, at } of needs) {
      if (!sequence.includes(value) || sequence.indexOf(value) < sequence.indexOf(id)) continue;
      const words =
        value === id
          ? `the domain "${id}" depends on itself`
          : `the domain "${id}" depends on "${value}", but release_sequence has it before "${value}"; expected it behind`;
      yield { at, message: words, key: `${id} ${value}` };
    }
  },
  examples: {
    passing: [
      {
        name: 'a sequence that leaves out what is depended on',
        edits: [
          {
            file: TOPOLOGY,
            find: 'release_sequence: [core, infra, storage, backup]',
            replace: 'release_sequence: [core, storage, backup]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a domain before what it depends on',
        edits: [
          {
            file: TOPOLOGY,
            find: 'release_sequence: [core, infra, storage, backup]',
            replace: 'release_sequence: [core, infra, backup, storage]',
          },
          { file: TOPOLOGY, find: 'depends_on: [storage]', replace: 'depends_on: [«storage»]' },
        ],
      },
      {
        name: 'two domains that depend on each other',
        edits: [
          {
            file: TOPOLOGY,
            find: 'criticality: critical, depends_on: [core]',
            replace: 'criticality: critical, depends_on: [core, «storage»]',
          },
        ],
      },
    ],
  },
});

const releasedDomains = oncePerEstate((estate): readonly ReleasedDomain[] =>
  estate.index.loaded('gate.execution.topology').flatMap((document) => {
    const root = RowAt.root(document);
    const sequence = root.texts('release_sequence').map(({ value }) => value);
    return root.rows('domain_metadata').flatMap((row) => {
      const id = row.text('domain_id')?.value;
      const needs = row.texts('depends_on');
      if (id === undefined || needs.length === 0 || !sequence.includes(id)) return [];
      return [{ subject: subjectOf('contract', document.file), at: row.here, id, needs, sequence }];
    });
  }),
);
