import { strangeValuesIn } from '../../src/estate/ask/closed-values.ts';
import type { Contract } from '../../src/estate/model/contract.ts';
import { defineGate } from '../../src/gate/gate.ts';

const TOPOLOGY = 'ops/bindings/topology.sites.yaml';
const SCHEDULE = 'ops/bindings/backup.schedule.yaml';
const INVENTORY = 'ops/bindings/backup.inventory.yaml';

export default defineGate({
  id: 'contracts/fit-schema',
  title: 'Every contract has the shape and the values that its schema describes',
  why: 'A value of another type is read as nothing by one tool and as something else by the next; what it was meant to govern is governed by neither.',
  fix: 'Write what the schema of the kind expects; `gates schema KIND` shows it.',
  severity: 'error',
  reads: [],
  examines: (estate): readonly Contract[] => estate.contracts,
  *judge(contract, estate) {
    for (const { kind, message, at, related } of contract.problems) {
      if (kind === 'schema') yield { message, at, related: related ?? [], key: message };
    }
    for (const { message, at } of strangeValuesIn(estate, contract.file)) yield { message, at, key: message };
  },
  examples: {
    passing: [
      {
        name: 'keys that the schema does not know are kept',
        edits: [{ file: TOPOLOGY, find: '\nsites:\n', replace: '\nmood: calm\nsites:\n' }],
      },
      {
        name: 'other words for a site that is not there yet, and an old name of a time zone',
        edits: [
          { file: TOPOLOGY, find: 'status: planned', replace: 'status: Under construction' },
          { file: TOPOLOGY, find: 'America/Toronto', replace: 'Canada/Eastern' },
          { file: SCHEDULE, find: '"Etc/UTC"', replace: '"+00:00"' },
        ],
      },
    ],
    failing: [
      {
        name: 'a misspelt status, which switches the site off',
        edits: [
          { file: TOPOLOGY, find: 'id: shop\n    status: active', replace: 'id: shop\n    status: «actve»' },
        ],
      },
      {
        name: 'a time zone that there is not',
        edits: [
          { file: TOPOLOGY, find: '"Europe/Lisbon"', replace: '«"Europe/Lisbonn"»' },
          {
            file: INVENTORY,
            find: 'home-vm-nightly: {cron: "0 3 * * *", timezone: "Etc/UTC"}',
            replace: 'home-vm-nightly: {cron: "0 3 * * *", timezone: «"Etc/UTCC"»}',
          },
        ],
      },
      {
        name: 'a range that is none',
        edits: [{ file: TOPOLOGY, find: 'vmid_range: 200-299', replace: 'vmid_range: «[200, 299]»' }],
      },
      {
        name: 'a text where rows are expected',
        edits: [{ file: TOPOLOGY, content: 'last_verified: 2026-01-12\nsites: «shop and home»\n' }],
      },
    ],
  },
});
