import { named, shortly } from '../../src/estate/ask/describe.ts';
import { type Edge, edgeKey, edgesOf } from '../../src/estate/ask/edges.ts';
import { compared, orderOf, type Rank } from '../../src/estate/ask/positions.ts';
import { isActiveSite } from '../../src/estate/ask/standard.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { isGuest, referenceOf } from '../../src/estate/reading/reference.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

interface JudgedEdge extends Entity {
  readonly site: string;
  readonly edge: Edge;
}

export default defineGate<JudgedEdge>({
  id: 'mounts/order-respected',
  title: 'The start and stop order of a site respects every dependency',
  why: 'What starts before its provider starts without it, and what outlives its provider hangs when it is stopped.',
  fix: 'Move the provider before its consumer in startup_order, and after it in shutdown_order, in startup.sequencing.yaml.',
  severity: 'error',
  reads: ['startup.sequencing', 'infra.storage.placement.policy', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Dependencies across sites, and those on a NAS, which nas/before-consumers judges.',
  examines: judgedEdges,
  *judge({ edge, site }, estate) {
    const { start, stop } = orderOf(estate, site);
    const [provider, consumer] = [referenceOf(edge.provider), referenceOf(edge.consumer)];
    const started = compared(start.get(provider), start.get(consumer));
    if (started && started[0].order >= started[1].order) yield breach(edge, started, 'starts after');
    const stopped = compared(stop.get(provider), stop.get(consumer));
    if (stopped && stopped[0].order <= stopped[1].order) yield breach(edge, stopped, 'stops before');
  },
  examples: {
    passing: [
      {
        name: 'guests that do not need each other, in another order',
        edits: [{ file: FILE, find: '215, 213, 211, 212]', replace: '215, 213, 212, 211]' }],
      },
    ],
    failing: [
      {
        name: 'a resolver that starts last and stops first',
        edits: [
          { file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[nas, pve-home, 100, «105»]' },
          { file: FILE, find: '[100, 105, pve-home, nas]', replace: '[«105», 100, pve-home, nas]' },
        ],
      },
      {
        name: 'a guest that starts before its hypervisor',
        edits: [{ file: FILE, find: '[nas, pve-home, 105, 100]', replace: '[nas, 105, «pve-home», 100]' }],
      },
    ],
  },
});

function judgedEdges(estate: Estate): JudgedEdge[] {
  return edgesOf(estate).flatMap((edge): JudgedEdge[] => {
    const { consumer, provider } = edge;
    const { site } = consumer;
    const onNas = !isGuest(provider) && provider.kind === 'nas';
    if (onNas || site === undefined || site !== provider.site || !isActiveSite(estate, site)) return [];
    return [{ subject: provider.subject, at: edge.at, site, edge }];
  });
}

function breach(edge: Edge, [provider, consumer]: readonly [Rank, Rank], how: string): Breach {
  return {
    at: provider.at,
    key: `${how} ${edgeKey(edge)}`,
    severity: edge.required ? 'error' : 'warning',
    message: `${named(edge.provider)} ${how} ${shortly(edge.consumer)}, which ${edge.text} (${provider.text})`,
    related: [
      { message: `${shortly(edge.consumer)} in ${consumer.text}`, at: consumer.at },
      { message: 'the dependency', at: edge.at },
    ],
  };
}
