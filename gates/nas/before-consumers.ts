import { listed, named, shortly } from '../../src/estate/ask/describe.ts';
import { type Edge, edgesOf } from '../../src/estate/ask/edges.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { compared, orderOf, type Rank, type SiteOrder } from '../../src/estate/ask/positions.ts';
import { presumedConsumers } from '../../src/estate/ask/presumed-consumers.ts';
import { governedNas } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { referenceOf } from '../../src/estate/reading/reference.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';
import { groupByNames } from '../../src/grouping/groups.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

const edgesByProvider = oncePerEstate((estate) =>
  groupByNames(edgesOf(estate), (edge) => [referenceOf(edge.provider)]),
);

export default defineGate<Node>({
  id: 'nas/before-consumers',
  title: 'Every NAS starts before everything that mounts from it, and stops after it',
  why: 'What starts before its NAS writes into the empty directory below the mount point; what outlives its NAS hangs on dead mounts and cannot be shut down.',
  fix: 'Move the NAS to the front of startup_order and to the end of shutdown_order of its site in startup.sequencing.yaml.',
  severity: 'error',
  reads: [
    'startup.sequencing',
    'infra.storage.placement.policy',
    'vm.lifecycle',
    'ssh.targets',
    'topology.sites',
  ],
  unseen: 'Mounts whose provider no contract tells and no name suggests, and consumers at other sites.',
  examines: governedNas,
  *judge(nas, estate) {
    if (nas.site === undefined) return;
    const order = orderOf(estate, nas.site);
    const early = outOfOrder(nas, order, 'start', estate);
    const late = outOfOrder(nas, order, 'stop', estate);
    if (early.length > 0) yield breach(nas, early, 'starts after', 'start');
    if (late.length > 0) yield breach(nas, late, 'stops before', 'stop');
  },
  examples: {
    passing: [
      {
        name: 'a guest that mounts nothing may stop after the NAS',
        edits: [{ file: FILE, find: '[100, 105, pve-home, nas]', replace: '[100, pve-home, nas, 105]' }],
      },
    ],
    failing: [
      {
        name: 'a NAS that is listed, but last on start and first on stop',
        edits: [
          { file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[pve-home, 105, 100, «nas»]' },
          { file: FILE, find: '[100, 105, pve-home, nas]', replace: '[«nas», 100, 105, pve-home]' },
        ],
      },
      {
        name: 'a NAS that starts after a hypervisor whose storage is only named after it',
        edits: [
          { file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[pve-home, «nas», 105, 100]' },
          {
            file: FILE,
            from: '  - {consumer: pve-home, provider: nas',
            to: '  - {consumer: home/100, provider: nas',
            replace: '',
          },
          {
            file: 'ops/bindings/infra.storage.placement.policy.yaml',
            find: '  archive-b: nas\n',
            replace: '',
          },
          {
            file: 'ops/bindings/backup.inventory.yaml',
            find: 'host: pve-home, base_path: /mnt/pve/archive-b/dump',
            replace: 'host: pve-home, base_path: /mnt/pve/home-nas/dump',
          },
        ],
      },
      {
        name: 'lists of version 3, with the NAS in the last phase',
        edits: [
          {
            file: FILE,
            from: '  home:\n    startup_order',
            to: 'phases:',
            replace:
              'home_vm_lifecycle:\n  host_id: pve-home\n  active_vm_ids: [100, 105]\n  startup_order: [105, 100]\n  shutdown_order: [100, 105]\n',
          },
          { file: FILE, find: '  - phase: 10\n', replace: '  - phase: 20\n' },
          { file: FILE, find: 'target: nas\n', replace: 'target: «nas»\n' },
        ],
      },
    ],
  },
});

interface Wrong {
  readonly edge: Edge;
  readonly nas: Rank;
  readonly consumer: Rank;
}

function outOfOrder(nas: Node, order: SiteOrder, way: 'start' | 'stop', estate: Estate): Wrong[] {
  const turns = order[way];
  const edges = [...(edgesByProvider(estate).get(nas.id) ?? []), ...presumedConsumers(estate, nas)];
  return edges.flatMap((edge): Wrong[] => {
    const ranks = compared(turns.get(nas.id), turns.get(referenceOf(edge.consumer)));
    if (!ranks) return [];
    const [own, consumer] = ranks;
    const right = way === 'start' ? own.order < consumer.order : own.order > consumer.order;
    return right ? [] : [{ edge, nas: own, consumer }];
  });
}

function breach(nas: Node, wrong: readonly Wrong[], how: string, key: string): Breach {
  const [first] = wrong as readonly [Wrong, ...Wrong[]];
  const consumers = listed(wrong.map(({ edge }) => shortly(edge.consumer)));
  return {
    at: first.nas.at,
    key,
    message: `${named(nas)} ${how} ${consumers}, which ${wrong.length > 1 ? 'mount' : 'mounts'} from it (${first.nas.text})`,
    related: wrong.slice(0, 4).flatMap(({ edge, consumer }) => [
      { message: `${shortly(edge.consumer)} in ${consumer.text}`, at: consumer.at },
      { message: edge.text, at: edge.at },
    ]),
  };
}
