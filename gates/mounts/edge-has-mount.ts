import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { isActiveSite, isUp } from '../../src/estate/ask/standard.ts';
import type { Entity } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Dependency } from '../../src/estate/model/order.ts';
import { referenceOf } from '../../src/estate/reading/reference.ts';
import { defineGate } from '../../src/gate/gate.ts';

const SEQUENCING = 'ops/bindings/startup.sequencing.yaml';
const STORAGE = 'ops/bindings/infra.storage.placement.policy.yaml';

interface Edge extends Entity {
  readonly dependency: Dependency;
}

const mounted = oncePerEstate(
  (estate) =>
    new Set(
      estate.mounts.flatMap(({ consumer, provider, path }) =>
        consumer && provider ? [`${referenceOf(consumer)} ${path} ${referenceOf(provider)}`] : [],
      ),
    ),
);

export default defineGate<Edge>({
  id: 'mounts/edge-has-mount',
  title: 'A dependency that names a mount is backed by that mount in a contract',
  why: 'An edge for a mount that is gone holds up the start of its consumer; a mount that only the edge knows is checked by nobody.',
  fix: 'Add the mount to nfs_mounts of the consumer in infra.storage.placement.policy.yaml, or correct the dependency.',
  severity: 'warning',
  reads: ['startup.sequencing', 'infra.storage.placement.policy', 'topology.sites'],
  unseen: 'Edges without the path of a mount.',
  examines: edges,
  *judge({ dependency }, estate) {
    const { consumerEntity, providerEntity, mount, consumer, provider, at } = dependency;
    const key = `${referenceOf(consumerEntity!)} ${mount} ${referenceOf(providerEntity!)}`;
    if (mounted(estate).has(key)) return;
    yield {
      at,
      message: `no contract says that "${consumer.value}" mounts "${mount}" from "${provider.value}", as this dependency does; expected the mount`,
      key,
    };
  },
  examples: {
    passing: [
      {
        name: 'an edge without a path',
        edits: [
          {
            file: SEQUENCING,
            find: '{consumer: home/100, provider: nas, via: nfs, mount: /srv/photos, required: true}',
            replace: '{consumer: home/100, provider: nas, via: nfs}',
          },
        ],
      },
      {
        name: 'an edge that is no mount, although it names a path',
        edits: [
          {
            file: SEQUENCING,
            find: '{consumer: home/100, provider: home/105, via: dns, required: true}',
            replace: '{consumer: home/100, provider: home/105, via: dns, mount: /srv/names, required: true}',
          },
        ],
      },
      {
        name: 'an edge of a guest that no contract knows',
        edits: [
          {
            file: SEQUENCING,
            find: '{consumer: home/100, provider: home/105, via: dns, required: true}',
            replace: '{consumer: home/109, provider: nas, via: nfs, mount: /srv/names, required: true}',
          },
        ],
      },
      {
        name: 'an edge to a server that no contract knows',
        edits: [
          {
            file: SEQUENCING,
            find: '{consumer: home/100, provider: home/105, via: dns, required: true}',
            replace: '{consumer: home/100, provider: home/109, via: nfs, mount: /srv/names, required: true}',
          },
        ],
      },
      {
        name: 'an edge of a guest that is only planned',
        edits: [
          {
            file: SEQUENCING,
            find: '{consumer: home/100, provider: home/105, via: dns, required: true}',
            replace: '{consumer: home/107, provider: nas, via: nfs, mount: /srv/names, required: true}',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a mount at another path',
        edits: [
          { file: STORAGE, find: 'path: /srv/photos', replace: 'path: /srv/pictures' },
          { file: STORAGE, find: 'data_mount: /srv/photos', replace: 'data_mount: /srv/pictures' },
          {
            file: SEQUENCING,
            find: '{consumer: home/100, provider: nas,',
            replace: '{consumer: «home/100», provider: nas,',
          },
        ],
      },
    ],
  },
});

function edges(estate: Estate): Edge[] {
  return estate.dependencies.flatMap((dependency) => {
    const { consumerEntity: consumer, providerEntity, via, mount, at } = dependency;
    if (via !== 'nfs' || mount === undefined || !consumer || !providerEntity) return [];
    if (!isUp(consumer) || !isActiveSite(estate, consumer.site)) return [];
    return [{ subject: consumer.subject, at, dependency, ...(consumer.site && { site: consumer.site }) }];
  });
}
