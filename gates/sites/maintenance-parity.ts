import { maintenanceRow } from '../../src/estate/ask/maintenance.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site, SiteMaintenance } from '../../src/estate/model/site.ts';
import { defineGate } from '../../src/gate/gate.ts';

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
  unseen: 'A field that no site states.',
  examines: (estate) => activeSites(estate).filter((site) => site.maintenance !== undefined),
  *judge(site, estate) {
    for (const [field, key] of Object.entries(FIELDS)) {
      const twin = site.maintenance![key] ? undefined : stating(estate, key);
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
    ],
    failing: [
      {
        name: 'one site has nobody who wakes it',
        edits: [
          { file: CONTRACT, find: '  - id: home\n', replace: '  - id: «home»\n' },
          { file: CONTRACT, find: '    waker: gw-home\n', replace: '' },
        ],
      },
    ],
  },
});

type Field = (typeof FIELDS)[keyof typeof FIELDS];

function stating(estate: Estate, key: Field): { site: string; stated: Stated<unknown> } | undefined {
  for (const { id, maintenance } of activeSites(estate)) {
    const stated = maintenance?.[key];
    if (stated) return { site: id, stated };
  }
  return undefined;
}
