import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { named } from '../../src/estate/ask/describe.ts';
import { orderOf } from '../../src/estate/ask/positions.ts';
import { governedNas } from '../../src/estate/ask/standard.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Node } from '../../src/estate/model/node.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

export default defineGate<Node>({
  id: 'nas/sequenced',
  title: 'Every NAS has a turn in the start order and in the stop order of its site',
  why: 'A NAS without a turn is stopped under what mounts from it, or is still off when its consumers start and find empty directories.',
  fix: 'Put the NAS into startup_order and shutdown_order of lifecycle.<site> in startup.sequencing.yaml (version 4).',
  severity: 'error',
  reads: ['startup.sequencing', 'topology.sites'],
  unseen: 'Whether the turn is the right one: nas/before-consumers judges that.',
  examines: governedNas,
  *judge(nas, estate) {
    if (nas.site === undefined) yield* withoutSite(nas, estate);
    else if (!estate.index.sequenceOf(nas.site)) yield* withoutLists(nas, estate);
    else yield* withoutTurn(nas, nas.site, estate);
  },
  examples: {
    passing: [
      {
        name: 'another place in the order, which another law judges',
        edits: [{ file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[pve-home, 105, 100, nas]' }],
      },
    ],
    failing: [
      {
        name: 'a NAS in neither list and in no phase',
        edits: [
          {
            file: FILE,
            find: 'startup_order: [nas, pve-home, 105, 100]',
            replace: '«startup_order»: [pve-home, 105, 100]',
          },
          {
            file: FILE,
            find: 'shutdown_order: [100, 105, pve-home, nas]',
            replace: '«shutdown_order»: [100, 105, pve-home]',
          },
        ],
      },
      {
        name: 'lists of version 3, where a phase starts the NAS and nothing can stop it',
        edits: [
          {
            file: FILE,
            from: '  home:\n    startup_order',
            to: 'phases:',
            replace:
              '«home_vm_lifecycle»:\n  host_id: pve-home\n  active_vm_ids: [100, 105]\n  startup_order: [105, 100]\n  shutdown_order: [100, 105]\n',
          },
        ],
      },
      {
        name: 'lists of version 3 and no phase for the NAS',
        edits: [
          {
            file: FILE,
            from: '  home:\n    startup_order',
            to: 'phases:',
            replace:
              '«home_vm_lifecycle»:\n  host_id: pve-home\n  active_vm_ids: [100, 105]\n  startup_order: [105, 100]\n  shutdown_order: [100, 105]\n',
          },
          { file: FILE, find: 'phases:\n', replace: '«phases»:\n' },
          { file: FILE, from: '  - phase: 10\n', to: '  - phase: 11\n', replace: '' },
        ],
      },
      {
        name: 'a site without lists',
        edits: [
          { file: FILE, find: 'lifecycle:\n  shop', replace: '«lifecycle»:\n  shop' },
          { file: FILE, from: '  home:\n    startup_order', to: 'phases:', replace: '' },
        ],
      },
    ],
  },
});

function* withoutSite(nas: Node, estate: Estate): Generator<Breach> {
  const { at, where, related } = missingRow(estate, nas, 'topology.sites', ['sites']);
  yield {
    at,
    related,
    message: `${named(nas)} belongs to no declared site, so no order can hold it; it was expected in a row of ${where}`,
    fix: 'Add the NAS to nas of its site in topology.sites.yaml.',
  };
}

function* withoutLists(nas: Node, estate: Estate): Generator<Breach> {
  const { at, where, related } = missingRow(estate, nas, 'startup.sequencing', ['lifecycle']);
  yield { at, related, message: `${named(nas)} has no turn: its site has no lists in ${where}` };
}

function* withoutTurn(nas: Node, site: string, estate: Estate): Generator<Breach> {
  const sequence = estate.index.sequenceOf(site)!;
  const order = orderOf(estate, site);
  const start = order.start.get(nas.id);
  const declared = [{ message: 'declared here', at: nas.at }];
  if (!start?.list && (sequence.version === 4 || !start?.phase)) {
    const phases = missingRow(estate, nas, 'startup.sequencing', ['phases']);
    const at = sequence.version === 4 ? (sequence.startup?.at ?? sequence.at) : phases.at;
    const where = sequence.version === 4 ? 'startup_order' : 'the phases';
    yield {
      at,
      related: declared,
      key: 'start',
      message: `${named(nas)} is never started: ${where} of its site must hold it`,
    };
  }
  if (!order.stop.has(nas.id)) {
    const old = sequence.version === 4 ? '' : ', which lists of version 3 cannot do';
    yield {
      at: sequence.shutdown && sequence.version === 4 ? sequence.shutdown.at : sequence.at,
      related: declared,
      key: 'stop',
      message: `${named(nas)} is never stopped: shutdown_order of its site must hold it${old}`,
    };
  }
}
