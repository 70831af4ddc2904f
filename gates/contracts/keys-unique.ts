import { duplicatesIn } from '../../src/estate/ask/contracts.ts';
import type { Contract } from '../../src/estate/model/contract.ts';
import { defineGate } from '../../src/gate/gate.ts';

const HEALTH = 'ops/bindings/services.health.yaml';
const REGISTRY = 'docs/governance/SERVICE_REGISTRY.yaml';

export default defineGate({
  id: 'contracts/keys-unique',
  title: 'No key stands twice in a map, and no two rows of a collection have one key',
  why: 'The last one wins without a word: whoever edits the first one changes nothing, and sees no error.',
  fix: 'Merge the two into one, or delete the one that is out of date.',
  severity: 'error',
  reads: [],
  examines: (estate): readonly Contract[] => estate.contracts,
  *judge(contract, estate) {
    for (const { kind, message, at, related } of contract.problems) {
      if (kind === 'duplicate-key') yield { message, at, related: related ?? [], key: message };
    }
    for (const { collection, key, at, first } of duplicatesIn(estate, contract.file)) {
      yield {
        message: `"${key}" stands twice in "${collection}"; expected one row for it`,
        at,
        related: [{ message: 'the first row', at: first }],
        key: `${collection} ${key}`,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'one key in two different maps',
        edits: [{ file: HEALTH, find: '\ndefaults:', replace: '\nspare: {defaults: 1}\ndefaults:' }],
      },
    ],
    failing: [
      {
        name: 'a key twice in one map',
        edits: [{ file: REGISTRY, find: '\nhosts:\n', replace: '\nhosts: {}\n«hosts»:\n' }],
      },
      {
        name: 'two rows with one id',
        edits: [{ file: HEALTH, find: '{id: automation,', replace: '{id: «notes»,' }],
      },
      {
        name: 'a device that one site lists twice',
        edits: [
          {
            file: 'ops/bindings/infra.maintenance.transaction.contract.yaml',
            find: '{id: nvr-shop, tcp_any',
            replace: '{id: «switch-shop», tcp_any',
          },
        ],
      },
      {
        name: 'a row that a second file of the kind has too',
        edits: [
          {
            file: 'ops/bindings/services.health.yaml',
            find: 'endpoints:',
            replace: 'endpoints:',
          },
          {
            file: 'ops/bindings/shop.services.health.yaml',
            content:
              'version: 1\nupdated: "2026-01-12"\nendpoints:\n  - {id: «proxy», host: edge-a, url: "http://192.0.2.31:8080/ready"}\n',
          },
        ],
      },
    ],
  },
});
