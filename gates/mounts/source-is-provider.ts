import { named } from '../../src/estate/ask/describe.ts';
import { isActiveSite, isUp } from '../../src/estate/ask/standard.ts';
import type { Mount } from '../../src/estate/model/mount.ts';
import { canonicalAddress } from '../../src/estate/reading/addresses.ts';
import { defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/infra.storage.placement.policy.yaml';

export default defineGate<Mount>({
  id: 'mounts/source-is-provider',
  title: 'The address that a mount comes from is an address of the provider that it names',
  why: 'The order waits for the provider, and the guest mounts from the address: of two machines the wrong one is waited for.',
  fix: 'Name the provider that has the address, or state the address of the provider in one of its rows.',
  severity: 'warning',
  reads: ['device.registry', 'infra.storage.placement.policy', 'ssh.targets', 'topology.sites'],
  unseen: 'Mounts that state no provider, and sources by name.',
  examines: (estate) =>
    estate.mounts.filter(
      ({ providerStated, provider, source, consumer, site }) =>
        providerStated &&
        provider &&
        addressIn(source) &&
        consumer &&
        isUp(consumer) &&
        isActiveSite(estate, site),
    ),
  *judge({ key, path, source, provider, providerStated }, { index }) {
    const address = addressIn(source)!;
    const owner = index.addressed(address);
    if (owner === provider) return;
    const whose = owner
      ? `is an address of ${named(owner)}`
      : 'is an address of no machine that a contract knows';
    yield {
      at: providerStated!.at,
      message: `the mount "${path}" names ${named(provider!)}, but "${address}" of its source ${whose}; expected an address of the provider`,
      ...(owner && { related: [{ message: 'the machine with the address', at: owner.at }] }),
      key,
    };
  },
  examples: {
    passing: [
      {
        name: 'a source by name',
        edits: [
          {
            file: FILE,
            find: 'source: "198.51.100.20:/volume1/photos"',
            replace: 'source: "nas:/volume1/photos"',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the address of another NAS',
        edits: [
          {
            file: FILE,
            find: 'source: "198.51.100.20:/volume1/photos", mode: rw, provider: nas}',
            replace: 'source: "192.0.2.20:/volume1/photos", mode: rw, provider: «nas»}',
          },
        ],
      },
    ],
  },
});

const addressIn = (source: string | undefined): string | undefined =>
  canonicalAddress(/^([^/]+):\//.exec(source ?? '')?.[1]);
