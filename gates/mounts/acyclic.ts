import { circlesIn } from '../../src/estate/ask/cycles.ts';
import { type Edge, edgeKey, edgesOf } from '../../src/estate/ask/edges.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { isActiveSite } from '../../src/estate/ask/standard.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { referenceOf } from '../../src/estate/reading/reference.ts';
import { defineGate } from '../../src/gate/gate.ts';
import { groupByNames } from '../../src/grouping/groups.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

/** A node or guest that needs another, with the edges of the circle that starts at it, where one does. */
interface Consumer extends Entity {
  readonly circle: readonly Edge[];
}

export default defineGate<Consumer>({
  id: 'mounts/acyclic',
  title: 'No node or guest needs itself, over however many dependencies',
  why: 'A circle has no first one to start and no last one to stop: after a loss of power everything in it waits for the rest.',
  fix: 'Take one dependency of the circle away, for example by an address instead of a name that DNS has to answer.',
  severity: 'error',
  reads: ['startup.sequencing', 'infra.storage.placement.policy', 'vm.lifecycle', 'topology.sites'],
  examines: consumers,
  *judge({ circle }) {
    const place =
      circle.find((edge) => edge.why === 'dependency') ??
      circle.find((edge) => edge.why === 'mount') ??
      circle[0];
    if (!place) return;
    const names = circle.map((edge) => `"${referenceOf(edge.consumer)}"`);
    yield {
      at: place.at,
      message: `${[...names, names[0]].join(' needs ')}: a circle, which no order can satisfy`,
      related: circle
        .filter((edge) => edge !== place)
        .slice(0, 6)
        .map((edge) => ({
          message: `"${referenceOf(edge.consumer)}" needs "${referenceOf(edge.provider)}": it ${edge.text}`,
          at: edge.at,
        })),
      key: names.join(' '),
    };
  },
  examples: {
    passing: [
      {
        name: 'two ways to one provider are no circle',
        edits: [
          {
            file: FILE,
            find: '  - {consumer: home/100, provider: home/105, via: dns, required: true}',
            replace:
              '  - {consumer: home/100, provider: home/105, via: dns, required: true}\n  - {consumer: home/105, provider: nas, via: order, required: true}',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a resolver that waits for the guest that needs it',
        edits: [
          {
            file: FILE,
            find: '  - {consumer: home/100, provider: home/105, via: dns, required: true}',
            replace:
              '  - {consumer: «home/100», provider: home/105, via: dns, required: true}\n  - {consumer: home/105, provider: home/100, via: order, required: true}',
          },
        ],
      },
      {
        name: 'a hypervisor that mounts from a guest of its own',
        edits: [
          {
            file: FILE,
            find: '  - {consumer: pve-home, provider: nas, via: nfs, mount: /mnt/pve/archive-b, required: true}',
            replace:
              '  - {consumer: pve-home, provider: nas, via: nfs, mount: /mnt/pve/archive-b, required: true}\n  - {consumer: «pve-home», provider: home/100, via: nfs, mount: /mnt/pve/scratch, required: true}',
          },
        ],
      },
    ],
  },
});

const circles = oncePerEstate((estate) => {
  const edges = new Map(edgesOf(estate).map((edge) => [edgeKey(edge), edge]));
  const byConsumer = groupByNames([...edges.values()], (edge) => [referenceOf(edge.consumer)]);
  const needs = new Map(
    [...byConsumer].map(([name, own]) => [name, own.map(({ provider }) => referenceOf(provider))]),
  );
  return new Map(circlesIn(needs).map((names) => [names[0]!, edgesAlong(names, edges)]));
});

function edgesAlong(names: readonly string[], edges: ReadonlyMap<string, Edge>): Edge[] {
  return names.map((name, index) => edges.get(`${name}>${names[(index + 1) % names.length]}`)!);
}

function consumers(estate: Estate): Consumer[] {
  const things = new Map(edgesOf(estate).map(({ consumer }) => [referenceOf(consumer), consumer]));
  return [...things]
    .filter(([, thing]) => isActiveSite(estate, thing.site))
    .map(([reference, { subject, at, site }]) => ({
      subject,
      at,
      circle: circles(estate).get(reference) ?? [],
      ...(site !== undefined && { site }),
    }));
}
