import { missingRow } from '../../src/estate/ask/collection-key.ts';
import { listed, named } from '../../src/estate/ask/describe.ts';
import { oncePerEstate } from '../../src/estate/ask/once.ts';
import { knownGuests } from '../../src/estate/ask/standard.ts';
import type { BackupTarget } from '../../src/estate/model/backup.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { RowAt } from '../../src/estate/reading/row-at.ts';
import { nearest } from '../../src/finding/suggest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';
const LIFECYCLE = 'ops/bindings/vm.lifecycle.yaml';

export default defineGate<Guest>({
  id: 'guests/backed-up',
  title: 'Every active guest has an enabled backup target, and the one that its row names exists',
  why: 'A guest without a target, or with the name of one that does not exist, is a guest whose backup nobody looks at until it is needed.',
  fix: 'Declare an enabled target for the guest in backup.inventory.yaml and name it in backup_target of its lifecycle row.',
  severity: 'error',
  reads: ['backup.inventory', 'vm.lifecycle', 'topology.sites'],
  unseen: 'Whether the files exist: the laws on backups judge their evidence.',
  examines: knownGuests,
  *judge(guest, estate) {
    const targets = estate.index.targetsOfGuest(guest.key);
    const name = guest.backupTargetName;
    const own = name && estate.index.target(name.value);
    if (name && !own) yield dangling(guest, name, targets, estate);
    else if (name && own && isOfAnother(own, guest)) yield mistaken(guest, name, own);
    else if (name && own && statesOthers(own, guest, estate)) yield foreign(guest, name, own);
    else if (!targets.some((target) => target.enabled)) yield without(guest, targets, estate);
    else if (name && own && !own.enabled) yield disabled(guest, name, own);
  },
  examples: {
    passing: [
      {
        name: 'a row that names no target, while the inventory holds one for the guest',
        edits: [
          {
            file: LIFECYCLE,
            find: 'backup_target: home-lxc-105-dns-primary',
            replace: 'backup_target: null',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a row that names a target under a shorter name',
        edits: [
          {
            file: LIFECYCLE,
            find: 'backup_target: vm-211-edge-a-primary',
            replace: 'backup_target: «vm-211-primary»',
          },
        ],
      },
      {
        name: 'a row that names a target that nobody declared, of a guest that has none',
        edits: [
          { file: LIFECYCLE, find: '- id: 107', replace: '- id: 108' },
          { file: LIFECYCLE, find: 'status: planning\n', replace: 'status: active\n' },
          {
            file: LIFECYCLE,
            find: '[recorder]\n    services: []\n    backup_target: null',
            replace: '[recorder]\n    services: []\n    backup_target: «home-vm-108-frames-primary»',
          },
        ],
      },
      {
        name: "a row that names another guest's target",
        edits: [
          {
            file: LIFECYCLE,
            find: 'backup_target: vm-211-edge-a-primary',
            replace: 'backup_target: «vm-212-media-a-primary»',
          },
        ],
      },
      {
        name: "a row that names the dump of another guest's application",
        edits: [
          {
            file: LIFECYCLE,
            find: 'backup_target: lxc-215-resolver-a-primary',
            replace: 'backup_target: «books-a-database»',
          },
        ],
      },
      {
        name: 'a row that names a disabled target, while a copy elsewhere is enabled',
        edits: [
          {
            file: INVENTORY,
            find: '- name: home-lxc-105-dns-primary\n    enabled: true',
            replace: '- name: home-lxc-105-dns-primary\n    enabled: false',
          },
          {
            file: LIFECYCLE,
            find: 'backup_target: home-lxc-105-dns-primary',
            replace: 'backup_target: «home-lxc-105-dns-primary»',
          },
        ],
      },
      {
        name: 'a guest whose only target is disabled',
        edits: [
          { file: INVENTORY, from: '  - name: pihole-teleporter', to: '  - {name: home-vm-100', replace: '' },
          {
            file: INVENTORY,
            from: '  - {name: home-lxc-105-dns-away',
            to: 'classification: rebuildable}',
            replace: '  - {name: x, enabled: false, ',
          },
          {
            file: INVENTORY,
            find: '- name: home-lxc-105-dns-primary\n    enabled: true',
            replace: '- name: «home-lxc-105-dns-primary»\n    enabled: false',
          },
        ],
      },
      {
        name: 'a guest without any target',
        edits: [
          { file: INVENTORY, find: '\ntargets:\n', replace: '\n«targets»:\n' },
          { file: LIFECYCLE, find: '- id: 107', replace: '- id: 108' },
          { file: LIFECYCLE, find: 'status: planning\n', replace: 'status: active\n' },
        ],
      },
    ],
  },
});

const others = (targets: readonly BackupTarget[]): string =>
  targets.length === 0
    ? 'and no target of the inventory holds this guest'
    : `while the inventory holds it as ${listed(targets.map((target) => `"${target.name}"`))}`;

function dangling(
  guest: Guest,
  name: Stated<string>,
  targets: readonly BackupTarget[],
  estate: Estate,
): Breach {
  const known = targets.map((target) => target.name);
  const near =
    known.length > 0
      ? undefined
      : nearest(
          name.value,
          estate.backupTargets.map((target) => target.name),
        );
  const hint = near === undefined ? '' : ` (the nearest is "${near}")`;
  return {
    at: name.at,
    message: `${named(guest)} names the backup target "${name.value}", which no inventory has, ${others(targets)}${hint}`,
    related: targets.slice(0, 3).map((target) => ({ message: 'a target of this guest', at: target.at })),
    fix: `Name a target that backup.inventory.yaml has, or declare "${name.value}" there.`,
  };
}

/** The VMID in the pattern of the target's files, where it is another guest's. */
function isOfAnother(target: BackupTarget, guest: Guest): boolean {
  const vmid = /vzdump-(?:qemu|lxc)-(\d+)-/.exec(target.glob?.value ?? '')?.[1];
  return vmid !== undefined && Number(vmid) !== guest.vmid;
}

/** Whether the row of a target states guests, and not this one. */
function statesOthers({ name }: BackupTarget, guest: Guest, estate: Estate): boolean {
  const stated = statedGuests(estate).get(name) ?? [];
  const isOwn = (text: string) => text === String(guest.vmid) || estate.index.named(text) === guest;
  return stated.length > 0 && !stated.some(isOwn);
}

const statedGuests = oncePerEstate((estate): ReadonlyMap<string, readonly string[]> => {
  const rows = estate.index
    .loaded('backup.inventory')
    .flatMap((document) => RowAt.root(document).rows('targets'));
  return new Map(
    rows.map((row) => [row.text('name')?.value ?? '', row.texts('guests').map(({ value }) => value)]),
  );
});

function foreign(guest: Guest, name: Stated<string>, target: BackupTarget): Breach {
  return {
    at: name.at,
    message: `${named(guest)} names the backup target "${name.value}", whose guests do not hold it; expected a target of its own`,
    related: [{ message: 'the target', at: target.at }],
    fix: "Name the guest's own target.",
  };
}

function mistaken(guest: Guest, name: Stated<string>, target: BackupTarget): Breach {
  return {
    at: name.at,
    message: `${named(guest)} names the backup target "${name.value}", whose files "${target.glob?.value}" are those of another VMID`,
    related: [{ message: 'the pattern of its files', at: target.glob!.at }],
    fix: "Name the guest's own target.",
  };
}

function disabled(guest: Guest, name: Stated<string>, target: BackupTarget): Breach {
  return {
    at: name.at,
    message: `${named(guest)} names the backup target "${name.value}", which is disabled; an enabled one was expected`,
    related: [{ message: 'the target', at: target.at }],
    fix: 'Enable the target, or name another one of the guest.',
  };
}

function without(guest: Guest, targets: readonly BackupTarget[], estate: Estate): Breach {
  const off = targets[0];
  if (off) {
    return {
      at: off.at,
      message: `${named(guest)} has no enabled backup target: "${off.name}" is disabled`,
      related: [{ message: 'declared here', at: guest.at }],
      fix: 'Enable the target, or retire the guest.',
    };
  }
  const { at, where, related } = missingRow(estate, guest, 'backup.inventory', ['targets']);
  return { at, related, message: `${named(guest)} has no backup target; one was expected in ${where}` };
}
