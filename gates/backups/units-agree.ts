import { listed, shortly } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { isKeptThere, isWrittenThen, type Term } from '../../src/estate/ask/unit-terms.ts';
import type { Entity, Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { isGuest } from '../../src/estate/reading/reference.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const FILE = 'ops/bindings/backup.inventory.yaml';

interface Unit extends Entity {
  readonly id: string;
  readonly guest: Guest;
  readonly targets: readonly Stated<string>[];
  readonly row: RowAt;
}

export default defineGate<Unit>({
  id: 'backups/units-agree',
  title: 'The targets of a backup unit protect its guest, and one is written when and where the unit says',
  why: 'A unit whose target protects another guest is admitted as backed up while nothing of it is kept.',
  fix: 'Name the guest of the unit under guests of the target, or the right target under inventory_targets.',
  severity: 'error',
  reads: [
    'backup.inventory',
    'backup.schedule',
    'infra.storage.placement.policy',
    'vm.lifecycle',
    'topology.sites',
  ],
  unseen:
    'Units whose hostname no contract knows; targets without guests in an inventory that seldom states them; targets that the inventory lacks are reported by contracts/references-resolve.',
  examines: units,
  *judge(unit, estate) {
    for (const { value, at } of unit.targets) {
      const target = estate.index.target(value);
      if (target) yield* wrong(unit, target.guests, value, at, estate);
    }
    yield* unmet(unit, estate);
  },
  examples: {
    passing: [
      {
        name: 'the class of one of several targets, and the lane of the NAS behind the hypervisor',
        edits: [
          {
            file: FILE,
            find: '    schedule_class: shop-vm-nightly\n',
            replace: '    schedule_class: shop-app-nightly\n',
          },
          { file: FILE, find: 'shop-images: {host: pve,', replace: 'shop-images: {host: nas-shop,' },
        ],
      },
      {
        name: 'a class that no job and no target names',
        edits: [
          {
            file: FILE,
            find: '    schedule_class: shop-vm-nightly\n',
            replace: '    schedule_class: daily\n',
          },
        ],
      },
      {
        name: 'a unit of a machine that no contract knows',
        edits: [
          {
            file: FILE,
            find: 'hostname: media-a, backup_profile',
            replace: 'hostname: media-b, backup_profile',
          },
        ],
      },
      {
        name: 'a target that says nothing of guests, among others like it',
        edits: [
          {
            file: FILE,
            content: `version: 1
runtime_units:
  - {unit_id: vm-213-books-a, kind: vm, hostname: books-a, inventory_targets: [books-a-database]}
targets:
  - {name: books-a-database, kind: file_glob, host: nas-shop, base_path: /volume1/scans, glob: "books-*.sql.gz"}
  - {name: vm-211-edge-a, kind: file_glob, guests: [shop/211], host: pve, base_path: /dump, glob: "vzdump-qemu-211-*"}
`,
          },
        ],
      },
      {
        name: 'one dump of two guests',
        edits: [
          {
            file: FILE,
            find: '    guests: [shop/213]\n    schedule: shop-app-nightly\n',
            replace: '    guests: [shop/213, shop/211]\n    schedule: shop-app-nightly\n',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a class that writes none of the targets, and a lane of another place',
        edits: [
          {
            file: FILE,
            find: 'schedule_class: home-dns-weekly, restore',
            replace: 'schedule_class: «home-vm-nightly», restore',
          },
          {
            file: FILE,
            find: '    destination_lane: shop-images\n',
            replace: '    destination_lane: «home-images»\n',
          },
        ],
      },
      {
        name: 'a target that protects no guest, where targets say whom they protect',
        edits: [
          {
            file: FILE,
            find: '    guests: [shop/213]\n    schedule: shop-app-nightly\n',
            replace: '    schedule: shop-app-nightly\n',
          },
          {
            file: FILE,
            find: 'vm-213-books-a-away, books-a-database]',
            replace: 'vm-213-books-a-away, «books-a-database»]',
          },
        ],
      },
      {
        name: 'the database of another guest',
        edits: [
          {
            file: FILE,
            find: 'inventory_targets: [home-vm-100-atlas-primary, home-vm-100-atlas-away, atlas-notes-database]',
            replace:
              'inventory_targets: [home-vm-100-atlas-primary, home-vm-100-atlas-away, «books-a-database»]',
          },
        ],
      },
    ],
  },
});

function* wrong(
  { id, guest }: Unit,
  protects: readonly string[],
  target: string,
  at: Stated<string>['at'],
  estate: Estate,
): Iterable<Breach> {
  if (protects.includes(guest.key) || (protects.length === 0 && !areGuestsUsual(estate))) return;
  const others = protects.flatMap((key) => estate.index.guest(key) ?? []);
  const whom = others.length > 0 ? listed(others.map(shortly)) : 'no guest';
  yield {
    at,
    ...(others.length === 0 && { severity: 'warning' as const }),
    message: `unit "${id}" of ${shortly(guest)} names the target "${target}", which protects ${whom}; expected one that protects the guest of the unit`,
    key: target,
  };
}

const TERMS: readonly { readonly field: string; readonly holds: Term; readonly expected: string }[] = [
  { field: 'schedule_class', holds: isWrittenThen, expected: 'the class of a job that writes one of them' },
  { field: 'destination_lane', holds: isKeptThere, expected: 'a lane of the machine that keeps one of them' },
];

/** A schedule class or a lane of the unit that none of its targets has. */
function* unmet({ id, targets, row }: Unit, estate: Estate): Iterable<Breach> {
  const all = targets.flatMap(({ value }) => estate.index.target(value) ?? []);
  const enabled = all.filter((target) => target.enabled);
  for (const { field, holds, expected } of TERMS) {
    const stated = row.text(field);
    if (!stated || holds(stated.value, enabled, estate) !== false) continue;
    yield {
      at: stated.at,
      key: field,
      severity: 'warning',
      message: `unit "${id}" states the ${field} "${stated.value}", which is that of none of its targets; expected ${expected}`,
      related: all.slice(0, 3).map((target) => ({ message: 'a target of it', at: target.at })),
      fix: `Correct ${field} of the unit, or the targets that it names.`,
    };
  }
}

/** Whether more targets than not state whom they protect; elsewhere nothing but a name of a file tells it. */
const areGuestsUsual = oncePerEstate((estate) => {
  const rows = estate.index
    .loaded('backup.inventory')
    .flatMap((document) => RowAt.root(document).rows('targets'));
  return rows.filter((row) => row.has('guests')).length * 2 > rows.length;
});

function units(estate: Estate): Unit[] {
  const rows = estate.index
    .loaded('backup.inventory')
    .flatMap((document) => RowAt.root(document).rows('runtime_units'));
  return rows.flatMap((row) => {
    const id = row.identity('unit_id');
    const guest = estate.index.named(row.text('hostname')?.value ?? '');
    if (!id || !guest || !isGuest(guest)) return [];
    const targets = row.texts('inventory_targets');
    return [{ subject: guest.subject, at: id.at, site: guest.site, id: id.value, guest, targets, row }];
  });
}
