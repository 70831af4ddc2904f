import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/infra.placement.policy.yaml';

interface Placement extends Entity {
  readonly bound: Site;
  readonly row: RowAt;
}

export default defineGate<Placement>({
  id: 'sites/vmid-ranges-agree',
  title: 'The placement policy gives a site the VMIDs that the topology gives it',
  why: 'Whoever takes the next free id from the one contract gives a guest an id that the other one counts for no site, or for another.',
  fix: 'State the same first and last VMID in vmid_min and vmid_max of infra.placement.policy.yaml and in vmid_range of topology.sites.yaml.',
  severity: 'warning',
  reads: ['infra.placement.policy', 'topology.sites'],
  unseen: 'Sites for which either contract states no range.',
  examines: placements,
  *judge({ bound, row }) {
    const { from, to } = bound.vmidRange!.value;
    for (const [key, expected] of [
      ['vmid_min', from],
      ['vmid_max', to],
    ] as const) {
      const stated = row.number(key);
      if (stated?.value === expected) continue;
      const what = stated ? `${key} ${stated.value}` : `no ${key}`;
      yield {
        at: stated?.at ?? row.here,
        key,
        message: `site "${bound.id}" has ${what} in the placement policy, and VMIDs ${from}-${to} in the topology; expected ${expected}`,
        related: [{ message: 'the range of the topology', at: bound.vmidRange!.at }],
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a policy that states no range for a site',
        edits: [{ file: FILE, find: '    vmid_min: 100\n    vmid_max: 199\n', replace: '' }],
      },
    ],
    failing: [
      {
        name: 'a range that ends elsewhere',
        edits: [{ file: FILE, find: 'vmid_max: 199', replace: 'vmid_max: «149»' }],
      },
      {
        name: 'a range without a start',
        edits: [
          { file: FILE, find: '    vmid_min: 100\n', replace: '' },
          { file: FILE, find: '\n  home:\n', replace: '\n  «home»:\n' },
        ],
      },
    ],
  },
});

function placements(estate: Estate): Placement[] {
  const rows = estate.index
    .loaded('infra.placement.policy')
    .flatMap((document) => RowAt.root(document).rows('sites'));
  const active = new Set(activeSites(estate));
  return rows.flatMap((row) => {
    const bound = estate.index.site(String(row.path.at(-1)));
    if (!bound?.vmidRange || !active.has(bound) || !(row.has('vmid_min') || row.has('vmid_max'))) return [];
    return [{ subject: bound.subject, at: row.here, site: bound.id, bound, row }];
  });
}
