import { enabledTargets, freshnessSnapshots } from '../../src/estate/ask/backups.ts';
import { collectionAnchor } from '../../src/estate/ask/collection-key.ts';
import type { BackupTarget } from '../../src/estate/model/backup.ts';
import type { Contract } from '../../src/estate/model/contract.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import { atKey } from '../../src/finding/place.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const SNAPSHOT = 'ops/bindings/backup.freshness.snapshot.yaml';
const INVENTORY = 'ops/bindings/backup.inventory.yaml';

export default defineGate({
  id: 'backups/evidence-present',
  title: 'For every enabled backup target there is an observation of its newest file',
  why: 'A target in an inventory is a wish; until somebody has seen the file, the window opens on the belief that a backup exists.',
  fix: 'Run `gates observe backups`, which writes backup.freshness.snapshot.yaml.',
  severity: 'error',
  reads: ['backup.inventory', 'backup.freshness.snapshot'],
  examines: (estate) =>
    freshnessSnapshots(estate).length > 0 ? enabledTargets(estate) : inventories(estate),
  *judge(entity, estate) {
    if ('kind' in entity) yield unobserved(entity, estate);
    else if (!estate.index.observation(entity.name)) {
      yield {
        message: `target "${entity.name}" is enabled, but backup.freshness.snapshot.yaml has no observation of it`,
        at: collectionAnchor(estate, 'backup.freshness.snapshot', ['targets'], entity.site) ?? entity.at,
        related: [{ message: 'the target', at: entity.at }],
        key: entity.name,
      };
    }
  },
  examples: {
    passing: [
      {
        name: 'a target that is switched off need not be observed',
        edits: [
          { file: SNAPSHOT, from: '  - {name: atlas-notes-database', to: '  - {name: pihole', replace: '' },
          {
            file: INVENTORY,
            find: 'name: atlas-notes-database\n    enabled: true',
            replace: 'name: atlas-notes-database\n    enabled: false',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a target that was not looked at',
        edits: [
          { file: SNAPSHOT, find: 'targets:', replace: '«targets»:' },
          { file: SNAPSHOT, from: '  - {name: atlas-notes-database', to: '  - {name: pihole', replace: '' },
        ],
      },
      {
        name: 'no observation at all',
        edits: [
          { file: SNAPSHOT, remove: true },
          { file: INVENTORY, find: '\ntargets:\n', replace: '\n«targets»:\n' },
        ],
      },
    ],
  },
});

/** Without any snapshot one finding for each inventory says so, not one for each target. */
function inventories(estate: Estate): (Contract | BackupTarget)[] {
  const files = new Set(enabledTargets(estate).map((target) => target.at.file));
  return estate.contracts.filter((contract) => files.has(contract.file));
}

function unobserved(inventory: Contract, estate: Estate): Breach {
  const count = enabledTargets(estate).filter((target) => target.at.file === inventory.file).length;
  return {
    message: `of ${count} enabled backup targets nothing tells the age of the newest file: there is no backup.freshness.snapshot.yaml; create it`,
    at: atKey(inventory.file, 'targets'),
    related: estate.evidence.map((evidence) => ({ message: 'this holds counts only', at: evidence.at })),
  };
}
