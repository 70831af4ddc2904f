import type { Estate } from '../../estate/model/estate.ts';
import type { Node } from '../../estate/model/node.ts';
import { dropped, replaced } from '../damage.ts';
import type { Operator } from '../mutant.ts';

export const NODE_OPERATORS: readonly Operator[] = [
  {
    id: 'duplicate-mac',
    law: 'a MAC belongs to one machine, and all contracts state the same',
    guards: ['nas/one-mac', 'contracts/*'],
    damages: function* (ground) {
      const stated = ground.estate.nodes.filter(({ macs }) => macs.length > 0);
      for (const [index, node] of stated.entries()) {
        const other = stated[(index + 1) % stated.length]!;
        const mac = other.macs[0]!.value;
        if (other === node) continue;
        for (const one of node.macs) {
          yield* replaced(ground, one, mac, `${node.id} gets the MAC of ${other.id}`, node.site);
        }
      }
    },
  },
  {
    id: 'repoint-to-other-site',
    law: 'what a mount, a backup target or a probe names stands where the fact says',
    guards: [
      'mounts/*',
      'backups/*',
      'nas/export-probe',
      'sites/probe-classes',
      'contracts/references-resolve',
    ],
    damages: function* (ground) {
      const { estate } = ground;
      for (const { providerStated, provider, site, key } of estate.mounts) {
        const other = elsewhere(estate, provider?.site, kindOf(provider));
        if (providerStated && other) {
          yield* replaced(
            ground,
            providerStated,
            other,
            `the mount ${key} names ${other} as its provider`,
            site,
          );
        }
      }
      for (const { name, host, destinationSite, site } of estate.backupTargets) {
        const other = host && elsewhere(estate, destinationSite, kindOf(estate.index.named(host.value)));
        if (host && other)
          yield* replaced(ground, host, other, `the backup target ${name} names ${other}`, site);
      }
      for (const { id, host, on, site } of estate.probes) {
        const other = elsewhere(estate, on?.site, kindOf(on));
        if (host && other) yield* replaced(ground, host, other, `the probe ${id} looks at ${other}`, site);
      }
    },
  },
  {
    id: 'drop-node-registration',
    law: 'every node that matters is in the service registry',
    guards: ['nas/registered', 'guests/registered', 'sites/*'],
    damages: function* (ground) {
      for (const { id, at } of ground.estate.registryHosts) {
        yield* dropped(ground, at, `the registry row of ${id} is dropped`);
      }
    },
  },
];

const kindOf = (thing: object | undefined): Node['kind'] | 'guest' | undefined =>
  thing === undefined ? undefined : 'kind' in thing ? (thing.kind as Node['kind']) : 'guest';

/** A thing of the same kind at another site, by the name that contracts use for it. */
export function elsewhere(
  estate: Estate,
  site: string | undefined,
  kind: Node['kind'] | 'guest' | undefined,
): string | undefined {
  if (site === undefined || kind === undefined) return undefined;
  if (kind !== 'guest')
    return estate.nodes.find((node) => node.kind === kind && isOther(estate, node.site, site))?.id;
  const guest = estate.guests.find((one) => one.state === 'active' && isOther(estate, one.site, site));
  return guest?.hostname ?? guest?.key;
}

const isOther = (estate: Estate, candidate: string | undefined, site: string): boolean =>
  candidate !== undefined && candidate !== site && estate.index.site(candidate)?.status === 'active';
