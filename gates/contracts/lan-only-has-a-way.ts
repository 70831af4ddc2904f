import { type LanOnly, lanOnlyTargets } from '../../src/estate/ask/lan-only.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/ssh.targets.yaml';

export default defineGate<LanOnly>({
  id: 'contracts/lan-only-has-a-way',
  title: 'What is reached on its LAN only names the machine of its site that leads there',
  why: 'From anywhere else it is silent, and a check that does not know the way reports it as dead or passes over it.',
  fix: 'State probe_via in the row of the target: a machine of the same site.',
  severity: 'warning',
  reads: ['ssh.targets', 'topology.sites'],
  examines: lanOnlyTargets,
  *judge({ id, row, at, site }, estate) {
    const via = row.text('probe_via');
    if (!via) {
      yield {
        at,
        message: `ssh target "${id}" is reached on its LAN only and names no way there; expected probe_via`,
      };
      return;
    }
    const machine = estate.index.named(via.value);
    if (!machine?.site || !site || machine.site === site) return;
    yield {
      at: via.at,
      message: `ssh target "${id}" of site "${site}" is reached by way of "${via.value}" of site "${machine.site}"; expected a machine of its own site`,
    };
  },
  examples: {
    passing: [
      {
        name: 'another machine of the site',
        edits: [
          {
            file: FILE,
            find: 'probe_via: gw-home',
            replace: 'probe_via: pve-home',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'no way',
        edits: [
          { file: FILE, find: '- id: "switch-home"\n', replace: '- id: «"switch-home"»\n' },
          { file: FILE, find: '      probe_via: gw-home\n', replace: '' },
        ],
      },
      {
        name: 'the way to another place',
        edits: [{ file: FILE, find: 'probe_via: gw-home', replace: 'probe_via: «gw-shop»' }],
      },
    ],
  },
});
