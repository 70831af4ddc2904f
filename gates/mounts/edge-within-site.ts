import { named, shortly } from '../../src/estate/ask/describe.ts';
import { isActiveSite } from '../../src/estate/ask/standard.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Dependency } from '../../src/estate/model/order.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

interface Edge extends Entity {
  readonly dependency: Dependency;
}

export default defineGate<Edge>({
  id: 'mounts/edge-within-site',
  title: 'A dependency that has to be met joins two things of one site',
  why: 'Each site is stopped and started by itself: no order of one site can wait for a thing of another.',
  fix: 'Name a provider of the same site, or say required: false where the consumer runs without it.',
  severity: 'warning',
  reads: ['startup.sequencing', 'topology.sites', 'vm.lifecycle'],
  examines: edges,
  *judge({ dependency }) {
    const { consumerEntity: consumer, providerEntity: provider, at } = dependency;
    if (!consumer?.site || !provider?.site || consumer.site === provider.site) return;
    yield {
      at,
      message: `${named(consumer)} depends on ${shortly(provider)} of site "${provider.site}"; expected a provider of its own site`,
      related: [{ message: 'the provider', at: provider.at }],
      key: `${consumer.subject} ${provider.subject}`,
    };
  },
  examples: {
    passing: [
      {
        name: 'an edge to another site that need not be met',
        edits: [
          {
            file: FILE,
            find: '{consumer: shop/212, provider: shop/215, via: dns, required: false}',
            replace: '{consumer: shop/212, provider: home/105, via: dns, required: false}',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the resolver of another site',
        edits: [
          {
            file: FILE,
            find: '{consumer: shop/211, provider: shop/215, via: dns',
            replace: '{consumer: «shop/211», provider: home/105, via: dns',
          },
        ],
      },
    ],
  },
});

function edges(estate: Estate): Edge[] {
  return estate.dependencies.flatMap((dependency) => {
    const { consumerEntity: consumer, providerEntity: provider, required, at } = dependency;
    if (!required || !consumer || !provider || !isActiveSite(estate, consumer.site)) return [];
    return [{ subject: consumer.subject, at, dependency, ...(consumer.site && { site: consumer.site }) }];
  });
}
