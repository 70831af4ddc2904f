import { listed } from '../../src/estate/ask/describe.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { defineGate } from '../../src/gate/gate.ts';

const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';

export default defineGate<Site>({
  id: 'sites/oob-survives-poweroff',
  title: 'The out-of-band path of a site is said to survive the power-off of each of its machines',
  why: 'A device that hangs on the machine which is switched off is no way back to it.',
  fix: 'List every hypervisor and NAS of the site under oob.survives_poweroff_of.',
  severity: 'warning',
  reads: ['topology.sites', 'infra.maintenance.transaction.contract'],
  unseen: 'Sites that declare no out-of-band path, and whether the claim is true.',
  examines: (estate) => activeSites(estate).filter((site) => site.maintenance?.oob !== undefined),
  *judge({ id, maintenance, hypervisors, nas }) {
    const { at, survivesPoweroffOf } = maintenance!.oob!;
    const claimed = new Set(survivesPoweroffOf.map(({ value }) => value));
    const missing = [...hypervisors, ...nas].filter((node) => !claimed.has(node));
    if (missing.length === 0) return;
    yield {
      at,
      message: `nothing says that the out-of-band path of site "${id}" survives the power-off of ${listed(missing.map((node) => `"${node}"`))}; expected it under survives_poweroff_of`,
    };
  },
  examples: {
    passing: [
      {
        name: 'more machines than have to be listed',
        edits: [
          {
            file: CONTRACT,
            find: 'survives_poweroff_of: [pve, nas-shop]',
            replace: 'survives_poweroff_of: [pve, nas-shop, edge-a]',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a NAS that is left out',
        edits: [
          {
            file: CONTRACT,
            find: '    oob:\n      devices:\n        - {id: gw-home',
            replace: '    «oob»:\n      devices:\n        - {id: gw-home',
          },
          {
            file: CONTRACT,
            find: 'survives_poweroff_of: [pve-home, nas]',
            replace: 'survives_poweroff_of: [pve-home]',
          },
        ],
      },
    ],
  },
});
