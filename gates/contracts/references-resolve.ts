import { danglingIn } from '../../src/estate/ask/contracts.ts';
import type { Contract } from '../../src/estate/model/contract.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { defineGate } from '../../src/gate/gate.ts';

const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';
const INVENTORY = 'ops/bindings/backup.inventory.yaml';
const HEALTH = 'ops/bindings/services.health.yaml';

export default defineGate({
  id: 'contracts/references-resolve',
  title: 'Whatever one contract names in another one exists there',
  why: 'A name that leads nowhere is skipped without a word: the job, the probe or the host behind it is not governed although a row says so.',
  fix: 'Correct the name, or declare what it names.',
  severity: 'error',
  reads: [],
  unseen:
    'References that a law of their own looks at, such as backup targets, order entries and postchecks.',
  examines: (estate): readonly Contract[] => estate.contracts.filter((contract) => contract.loaded),
  *judge(contract, estate) {
    for (const { field, value, expected, known, at, severity } of danglingIn(estate, contract.file)) {
      const near = nearest(value, known);
      const hint = near === undefined ? '' : `; did you mean "${near}"`;
      const message = `${field} names "${value}", which does not exist; expected ${expected}${hint}`;
      yield { message, at, severity, key: `${field} ${value}` };
    }
  },
  examples: {
    passing: [
      {
        name: 'a decommissioned guest may name what is gone',
        edits: [
          {
            file: LIFECYCLE,
            find: 'status: decommissioned\n    created_at: "2024-08-11"\n    decommissioned_at: "2025-06-14"\n    profile: base-v1\n    lan_ip: null\n    tailscale_ip: null\n    ssh_target: null',
            replace:
              'status: decommissioned\n    created_at: "2024-08-11"\n    decommissioned_at: "2025-06-14"\n    profile: base-v1\n    lan_ip: null\n    tailscale_ip: null\n    ssh_target: ledger-old',
          },
        ],
      },
      {
        name: 'classes of an inventory that declares none',
        edits: [
          {
            file: INVENTORY,
            from: '  restore_classes:\n',
            to: '  destination_lanes:\n',
            replace: '',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a class of restores that is declared nowhere',
        edits: [
          {
            file: INVENTORY,
            find: '    restore_class: real-yearly\n',
            replace: '    restore_class: «real-yaerly»\n',
          },
        ],
      },
      {
        name: 'a misspelt ssh target',
        edits: [{ file: LIFECYCLE, find: 'ssh_target: atlas', replace: 'ssh_target: «altas»' }],
      },
      {
        name: 'a probe of a guest, and a capability for a node, that do not exist',
        edits: [
          { file: HEALTH, find: 'kind: dns\n    node: home/105', replace: 'kind: dns\n    node: «home/106»' },
          {
            file: 'ops/capabilities.yaml',
            find: 'nodes: [nas-shop, nas]\n    requires: [ssh.target.status, storage',
            replace: 'nodes: [nas-shop, «nass»]\n    requires: [ssh.target.status, storage',
          },
        ],
      },
      {
        name: 'a probe of an unknown host',
        edits: [
          {
            file: HEALTH,
            find: 'id: books, class: service, kind: http, node: shop/213, host: books-a',
            replace: 'id: books, class: service, kind: http, node: shop/213, host: «ledger»',
          },
        ],
      },
    ],
  },
});
