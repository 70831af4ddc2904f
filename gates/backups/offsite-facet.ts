import { facetGap } from '../../src/estate/ask/backup-facets.ts';
import { enabledTargetsOf, sitesWithGuests } from '../../src/estate/ask/backups.ts';
import type { BackupTarget } from '../../src/estate/model/backup.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';

export default defineGate({
  id: 'backups/offsite-facet',
  title: 'Every active site has an enabled backup that lies at another site',
  why: 'Fire, theft and lightning take the machines and every copy beside them; a directory called offsite in the same rack burns with it.',
  fix: 'Add a target whose host stands at another site to targets of backup.inventory.yaml.',
  severity: 'error',
  reads: [
    'topology.sites',
    'backup.inventory',
    'backup.schedule',
    'vm.lifecycle',
    'ssh.targets',
    'service.registry',
    'docker.compose.targets',
  ],
  unseen:
    'Whether the copy can be read there, and whether every guest has one; one target for a site is enough.',
  examines: sitesWithGuests,
  *judge(site, estate) {
    const gap = facetGap(estate, site, 'offsite');
    if (!gap) return;
    const { where, related, at } = gap;
    const pretenders = enabledTargetsOf(estate, site.id).filter(saysOffsite);
    const named = pretenders[0]
      ? `; "${pretenders[0].name}" is called offsite but ${lies(pretenders[0])}`
      : '';
    yield {
      message: `no enabled backup of site "${site.id}" lies at another site${named}; expected one in ${where}`,
      at,
      related: [...pretenders.slice(0, 3).map((target) => pretender(target, site)), ...related],
    };
  },
  examples: {
    passing: [
      {
        name: 'one copy elsewhere is enough',
        edits: [
          {
            file: INVENTORY,
            find: 'name: home-lxc-105-dns-away, enabled: true',
            replace: 'name: home-lxc-105-dns-away, enabled: false',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'the copies are called offsite and lie on the own NAS',
        edits: [
          { file: INVENTORY, find: 'targets:\n', replace: '«targets»:\n' },
          {
            file: INVENTORY,
            find: 'home-offsite-nightly, host: nas-shop',
            replace: 'home-offsite-nightly, host: nas',
          },
          {
            file: INVENTORY,
            find: 'home-dns-offsite-weekly, host: nas-shop',
            replace: 'home-dns-offsite-weekly, host: nas',
          },
        ],
      },
      {
        name: 'the copies elsewhere are switched off',
        edits: [
          { file: INVENTORY, find: 'targets:\n', replace: '«targets»:\n' },
          {
            file: INVENTORY,
            find: 'name: home-lxc-105-dns-away, enabled: true',
            replace: 'name: home-lxc-105-dns-away, enabled: false',
          },
          {
            file: INVENTORY,
            find: 'name: home-vm-100-atlas-away, enabled: true',
            replace: 'name: home-vm-100-atlas-away, enabled: false',
          },
        ],
      },
      {
        name: 'the host of the copies belongs to no site',
        edits: [
          { file: INVENTORY, find: 'targets:\n', replace: '«targets»:\n' },
          {
            file: INVENTORY,
            find: 'home-offsite-nightly, host: nas-shop',
            replace: 'home-offsite-nightly, host: cloud',
          },
          {
            file: INVENTORY,
            find: 'home-dns-offsite-weekly, host: nas-shop',
            replace: 'home-dns-offsite-weekly, host: cloud',
          },
        ],
      },
    ],
  },
});

/** A name proves nothing; it only tells which target somebody will point at. */
function saysOffsite({ name, facetStated, basePath }: BackupTarget): boolean {
  return [name, facetStated?.value ?? '', basePath?.value ?? ''].some((text) => /off[-_]?site/i.test(text));
}

function lies({ host, destinationSite }: BackupTarget): string {
  const on = host ? `lies on "${host.value}"` : 'names no host';
  return destinationSite === undefined
    ? `${on}, of which nothing tells the site`
    : `${on} at site "${destinationSite}"`;
}

function pretender(target: BackupTarget, site: Site): NonNullable<Breach['related']>[number] {
  return {
    message: `"${target.name}" protects site "${site.id}" and ${lies(target)}`,
    at: target.host?.at ?? target.at,
  };
}
