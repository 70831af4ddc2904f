import { shortly } from '../../src/estate/ask/describe.ts';
import { composeOf, type SiteCompose } from '../../src/estate/ask/site-compose.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const COMPOSE = 'ops/bindings/docker.compose.targets.yaml';
const TOPOLOGY = 'ops/bindings/topology.sites.yaml';

export default defineGate({
  id: 'sites/compose-targets-run',
  title: 'Every compose target that the topology counts for a site is switched on and runs at that site',
  why: 'A window brings the stacks of its site back through these names; one that points at another site starts the stacks there, and the own ones stay down.',
  fix: 'Take the target out of compose_targets of the site in topology.sites.yaml, or correct its row in docker.compose.targets.yaml.',
  severity: 'error',
  reads: ['topology.sites', 'docker.compose.targets', 'ssh.targets', 'vm.lifecycle'],
  unseen: 'Names without a row: contracts/references-resolve reports those.',
  examines: activeSites,
  *judge(site, estate) {
    for (const target of composeOf(estate, site.id)) {
      const wrong = wrongness(target, site);
      if (wrong)
        yield { ...wrong, at: target.at, related: [{ message: 'its row', at: target.row }], key: target.id };
    }
  },
  examples: {
    passing: [
      {
        name: 'a target whose host no contract knows yet',
        edits: [{ file: COMPOSE, find: 'ssh_target: edge-a', replace: 'ssh_target: edge-new' }],
      },
    ],
    failing: [
      {
        name: 'a target that is switched off',
        edits: [
          {
            file: COMPOSE,
            find: 'ssh_target: edge-a\n',
            replace: 'ssh_target: edge-a\n    enabled: false\n',
          },
          { file: TOPOLOGY, find: 'compose_targets: [edge-a,', replace: 'compose_targets: [«edge-a»,' },
        ],
      },
      {
        name: 'a target that runs at another site',
        edits: [
          { file: COMPOSE, find: 'ssh_target: edge-a\n', replace: 'ssh_target: atlas\n' },
          { file: TOPOLOGY, find: 'compose_targets: [edge-a,', replace: 'compose_targets: [«edge-a»,' },
        ],
      },
    ],
  },
});

function wrongness(
  { id, enabled, on }: SiteCompose,
  site: Site,
): Pick<Breach, 'message' | 'severity'> | undefined {
  const elsewhere = on?.site !== undefined && on.site !== site.id;
  if (!enabled) {
    const also = elsewhere ? `, and runs on ${shortly(on)} at site "${on.site}"` : '';
    const message = `compose target "${id}" of site "${site.id}" is switched off${also}; expected one that runs`;
    return { message, severity: 'warning' };
  }
  if (!elsewhere) return undefined;
  return {
    message: `compose target "${id}" of site "${site.id}" runs on ${shortly(on)} at site "${on.site}"; expected a host of the site`,
  };
}
