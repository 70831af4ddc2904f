import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { named, shortly } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { isActiveSite, isUp } from '../../src/estate/ask/standard.ts';
import type { Mount } from '../../src/estate/model/mount.ts';
import { referenceOf } from '../../src/estate/reading/reference.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/startup.sequencing.yaml';

const declared = oncePerEstate(
  (estate) =>
    new Set(
      estate.dependencies.flatMap(({ via, consumerEntity, providerEntity }) =>
        via === 'nfs' && consumerEntity && providerEntity
          ? [`${referenceOf(consumerEntity)}>${referenceOf(providerEntity)}`]
          : [],
      ),
    ),
);

export default defineGate<Mount>({
  id: 'mounts/edge-declared',
  title: 'Every NFS mount is declared as a dependency of its consumer on its provider',
  why: 'The order is proven by the declared edges: where the edge is missing, an outage of the server is silent and its consumers start without their data.',
  fix: 'Add {consumer, provider, via: nfs, mount} to dependencies in startup.sequencing.yaml.',
  severity: 'error',
  reads: [
    'startup.sequencing',
    'infra.storage.placement.policy',
    'vm.lifecycle',
    'ssh.targets',
    'topology.sites',
  ],
  unseen: 'Mounts whose consumer or provider no contract knows: mounts/provider-declared reports those.',
  examines: (estate) =>
    estate.mounts.filter(
      ({ site, consumer, provider }) => consumer && provider && isUp(consumer) && isActiveSite(estate, site),
    ),
  *judge(mount, estate) {
    const { consumer, provider, path } = mount as Required<Mount>;
    if (declared(estate).has(`${referenceOf(consumer)}>${referenceOf(provider)}`)) return;
    const { at, where } = missingRow(estate, mount, 'startup.sequencing', ['dependencies']);
    yield {
      at,
      message: `${named(consumer)} mounts "${path}" from ${shortly(provider)}, which no dependency says; a row was expected in ${where}`,
      related: [{ message: 'the mount', at: mount.at }],
    };
  },
  examples: {
    passing: [
      {
        name: 'an edge without the path of the mount, written with the hostname',
        edits: [
          {
            file: FILE,
            find: '{consumer: home/100, provider: nas, via: nfs, mount: /srv/photos, required: true}',
            replace: '{consumer: atlas, provider: nas, via: nfs}',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'an edge that is only an order',
        edits: [
          { file: FILE, find: '\ndependencies:\n', replace: '\n«dependencies»:\n' },
          {
            file: FILE,
            find: '{consumer: home/100, provider: nas, via: nfs, mount: /srv/photos, required: true}',
            replace: '{consumer: home/100, provider: nas, via: order, required: true}',
          },
        ],
      },
      {
        name: 'a backup storage that the hypervisor mounts from a NAS',
        edits: [
          { file: FILE, find: '\ndependencies:\n', replace: '\n«dependencies»:\n' },
          {
            file: FILE,
            from: '  - {consumer: pve-home, provider: nas',
            to: '  - {consumer: home/100, provider: nas',
            replace: '',
          },
        ],
      },
    ],
  },
});
