import { maintenanceRow } from '../../src/estate/ask/maintenance.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site, SiteMaintenance } from '../../src/estate/model/site.ts';
import { parseCidr } from '../../src/estate/reading/addresses.ts';
import { defineGate } from '../../src/gate/gate.ts';

const TOPOLOGY = 'ops/bindings/topology.sites.yaml';
const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';

/** Fields of a site's row that a window acts by. */
const FIELDS = {
  waker: 'waker',
  broadcast: 'broadcast',
  lock_host: 'lockHost',
  off_observer: 'offObserver',
  escalate_stop: 'escalateStop',
  guest_stop_timeout_sec: 'guestStopTimeoutSec',
  nas_stop: 'nasStop',
} as const satisfies Record<string, keyof SiteMaintenance>;

export default defineGate<Site>({
  id: 'sites/maintenance-parity',
  title: 'What the maintenance row of one active site states, the row of every active site states',
  why: 'A window at the site that leaves a field out falls back on a default that nobody chose for it, or is refused on the night.',
  fix: 'State the field in the row of the site in infra.maintenance.transaction.contract.yaml.',
  severity: 'warning',
  reads: ['topology.sites', 'infra.maintenance.transaction.contract'],
  unseen:
    'A field that no site states, what a site does not have (a NAS to stop, a machine to wake), and a broadcast address that follows from the LAN.',
  examines: (estate) => activeSites(estate).filter((site) => site.maintenance !== undefined),
  *judge(site, estate) {
    for (const [field, key] of Object.entries(FIELDS)) {
      if (site.maintenance![key] || !isNeeded(key, site, estate)) continue;
      const twin = stating(estate, key);
      if (!twin) continue;
      const { at, where, related } = maintenanceRow(estate, site);
      yield {
        at,
        message: `site "${site.id}" states no ${field}, as site "${twin.site}" does; expected it in ${where}`,
        related: [{ message: `site "${twin.site}" has it`, at: twin.stated.at }, ...related],
        key: field,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a field that no site states',
        edits: [
          { file: CONTRACT, find: '    broadcast: 192.0.2.255\n', replace: '' },
          { file: CONTRACT, find: '    broadcast: "198.51.100.255"\n', replace: '' },
        ],
      },
      {
        name: 'a broadcast address that follows from the LAN',
        edits: [{ file: CONTRACT, find: '    broadcast: "198.51.100.255"\n', replace: '' }],
      },
      {
        name: 'a site with nothing to wake and no NAS to stop',
        edits: [
          {
            file: TOPOLOGY,
            find: 'id: template-site\n    status: planned',
            replace: 'id: template-site\n    status: active',
          },
          {
            file: CONTRACT,
            find: 'sites:\n  - id: shop',
            replace:
              'sites:\n  - {id: template-site, lock_host: gw-home, off_observer: switch-home, guest_stop_timeout_sec: 60, escalate_stop: false}\n  - id: shop',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'one site has nobody who wakes it',
        edits: [
          { file: CONTRACT, find: '  - id: home\n', replace: '  - id: «home»\n' },
          { file: CONTRACT, find: '    waker: gw-home\n', replace: '' },
        ],
      },
      {
        name: 'one site does not say how its NAS is stopped',
        edits: [
          { file: CONTRACT, find: '  - id: home\n', replace: '  - id: «home»\n' },
          { file: CONTRACT, find: '    nas_stop: ["sudo", "poweroff"]\n', replace: '' },
        ],
      },
      {
        name: 'no broadcast address, and no LAN from which it follows',
        edits: [
          { file: CONTRACT, find: '  - id: home\n', replace: '  - id: «home»\n' },
          { file: CONTRACT, find: '    broadcast: "198.51.100.255"\n', replace: '' },
          { file: TOPOLOGY, find: '    lan_cidr: 198.51.100.0/24\n', replace: '' },
        ],
      },
    ],
  },
});

type Field = (typeof FIELDS)[keyof typeof FIELDS];

/** Whether the site has what the field is about, and nothing else tells it. */
function isNeeded(key: Field, site: Site, estate: Estate): boolean {
  const machines = estate.index
    .nodesOf(site.id)
    .filter(({ kind }) => kind === 'nas' || kind === 'hypervisor');
  if (key === 'nasStop') return machines.some(({ kind }) => kind === 'nas');
  if (key !== 'waker' && key !== 'broadcast') return true;
  const isWoken = machines.some(({ macs }) => macs.length > 0);
  return isWoken && (key === 'waker' || parseCidr(site.lan?.value) === undefined);
}

function stating(estate: Estate, key: Field): { site: string; stated: Stated<unknown> } | undefined {
  for (const { id, maintenance } of activeSites(estate)) {
    const stated = maintenance?.[key];
    if (stated) return { site: id, stated };
  }
  return undefined;
}
