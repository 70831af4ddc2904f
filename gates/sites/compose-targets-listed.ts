import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { shortly } from '../../src/estate/ask/describe.ts';
import { composeOf, runningCompose } from '../../src/estate/ask/site-compose.ts';
import { activeSites, isActiveSite, isUp } from '../../src/estate/ask/standard.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { subjectOf } from '../../src/finding/subject.ts';
import { defineGate } from '../../src/gate/gate.ts';

const COMPOSE = 'ops/bindings/docker.compose.targets.yaml';
const TOPOLOGY = 'ops/bindings/topology.sites.yaml';

interface Running extends Entity {
  readonly id: string;
  readonly site: string;
  readonly what: string;
}

export default defineGate<Running>({
  id: 'sites/compose-targets-listed',
  title: 'Where the topology lists compose targets of sites, it lists every one that runs at a site',
  why: 'A window brings back the stacks of the targets that are listed; those of a target that came later stay down.',
  fix: 'Add the target to compose_targets of its site in topology.sites.yaml, or switch it off.',
  severity: 'warning',
  reads: ['topology.sites', 'docker.compose.targets', 'ssh.targets', 'vm.lifecycle'],
  unseen: 'Topologies that list no compose targets, and targets on machines of no known site.',
  examines: running,
  *judge({ id, site, what }, estate) {
    if (composeOf(estate, site).some((listed) => listed.id === id)) return;
    const declared = estate.index.site(site)!;
    const { related } = missingRow(estate, declared, 'docker.compose.targets', ['targets', id]);
    yield {
      at: declared.at,
      key: id,
      detail: { value: id },
      related,
      message: `compose target "${id}" runs on ${what} at site "${site}", whose compose_targets do not hold it; expected it there`,
    };
  },
  examples: {
    passing: [
      {
        name: 'a target that is switched off',
        edits: [
          {
            file: COMPOSE,
            find: 'ssh_target: edge-a\n',
            replace: 'ssh_target: edge-a\n    enabled: false\n',
          },
          { file: TOPOLOGY, find: 'compose_targets: [edge-a, ', replace: 'compose_targets: [' },
        ],
      },
    ],
    failing: [
      {
        name: 'a target that its site leaves out',
        edits: [
          { file: TOPOLOGY, find: 'id: shop', replace: 'id: «shop»' },
          { file: TOPOLOGY, find: 'compose_targets: [edge-a, ', replace: 'compose_targets: [' },
        ],
      },
      {
        name: 'a site without the list, while another has one',
        edits: [
          { file: TOPOLOGY, find: 'id: home', replace: 'id: «home»' },
          { file: TOPOLOGY, find: '    compose_targets: [atlas]\n', replace: '' },
        ],
      },
    ],
  },
});

function running(estate: Estate): Running[] {
  if (!activeSites(estate).some(({ id }) => composeOf(estate, id).length > 0)) return [];
  return runningCompose(estate).flatMap(({ id, on, at }) => {
    const site = on?.site;
    if (!on || !isUp(on) || site === undefined || !isActiveSite(estate, site)) return [];
    return [{ subject: subjectOf('site', site), at, id, site, what: shortly(on) }];
  });
}
