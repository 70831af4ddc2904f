import { named } from '../../src/estate/ask/describe.ts';
import { maintenanceRow } from '../../src/estate/ask/maintenance.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import { defineGate } from '../../src/gate/gate.ts';

const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';
const TOPOLOGY = 'ops/bindings/topology.sites.yaml';

export default defineGate({
  id: 'sites/recovery-declared',
  title:
    'Every active site declares whether recovery runs for it, and a site with active guests is recovered',
  why: 'After a loss of power the recovery walks through the sites that ask for it; a site that does not ask stays dark until somebody misses it.',
  fix: "State requires_recovery: true in the site's row of infra.maintenance.transaction.contract.yaml.",
  severity: 'error',
  reads: ['topology.sites', 'infra.maintenance.transaction.contract', 'vm.lifecycle'],
  examines: activeSites,
  *judge(site, estate) {
    const stated = site.maintenance?.requiresRecovery;
    if (!stated) {
      const { at, where, related } = maintenanceRow(estate, site);
      const message = `site "${site.id}" does not declare its recovery; expected requires_recovery in ${where}`;
      yield { message, at, related };
      return;
    }
    const guest = estate.index.guestsOf(site.id).find(({ state }) => state === 'active');
    if (stated.value || !guest) return;
    yield {
      message: `site "${site.id}" asks for no recovery although it has active guests; expected requires_recovery: true`,
      at: stated.at,
      related: [{ message: `${named(guest)} is active`, at: guest.at }],
    };
  },
  examples: {
    passing: [
      {
        name: 'a planned site need not declare anything',
        edits: [
          { file: TOPOLOGY, find: 'id: home\n    status: active', replace: 'id: home\n    status: planned' },
          {
            file: CONTRACT,
            find: 'requires_oob_guard: false\n    requires_recovery: true',
            replace: 'requires_oob_guard: false',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a row that does not state it',
        edits: [
          {
            file: CONTRACT,
            find: 'id: home\n    host_id: pve-home\n    requires_oob_guard: false\n    requires_recovery: true',
            replace: 'id: «home»\n    host_id: pve-home\n    requires_oob_guard: false',
          },
        ],
      },
      {
        name: 'no recovery for a site whose guests are active',
        edits: [
          {
            file: CONTRACT,
            find: 'requires_oob_guard: false\n    requires_recovery: true',
            replace: 'requires_oob_guard: false\n    requires_recovery: «false»',
          },
        ],
      },
      {
        name: 'a site without a row',
        edits: [
          { file: CONTRACT, find: 'sites:\n  - id: shop', replace: '«sites»:\n  - id: shop' },
          { file: CONTRACT, from: '  - id: home', to: 'oob_policy:', replace: '' },
        ],
      },
      {
        name: 'no transaction contract at all',
        edits: [
          { file: CONTRACT, remove: true },
          { file: TOPOLOGY, find: '- id: shop', replace: '- id: «shop»' },
          { file: TOPOLOGY, find: '- id: home', replace: '- id: «home»' },
        ],
      },
    ],
  },
});
