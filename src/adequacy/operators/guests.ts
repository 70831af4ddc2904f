import { activeGuests } from '../../estate/ask/standard.ts';
import type { Guest } from '../../estate/model/guest.ts';
import { type Anchor, below, isSpan } from '../../finding/place.ts';
import { putBefore } from '../../fix/yaml/places.ts';
import { dropped, made, replaced, rowOf } from '../damage.ts';
import type { Damage, Ground, Operator } from '../mutant.ts';

export const GUEST_OPERATORS: readonly Operator[] = [
  {
    id: 'change-guest-kind',
    law: 'all contracts agree whether a guest is a VM or a container',
    guards: ['guests/kind-*', 'guests/in-executor-lists'],
    damages: function* (ground) {
      for (const guest of activeGuests(ground.estate)) yield* otherKind(ground, guest);
    },
  },
  {
    id: 'retire-sequenced-guest',
    law: 'a retired guest stands in no order',
    guards: ['guests/retired-not-sequenced', 'guests/state-agreed'],
    damages: function* (ground) {
      for (const { status, key, site } of activeGuests(ground.estate)) {
        if (status) yield* replaced(ground, status, 'decommissioned', `guest ${key} is decommissioned`, site);
      }
    },
  },
  {
    id: 'shift-vmid',
    law: "a guest's VMID lies in its site's range, and every reference to it resolves",
    guards: ['guests/vmid-in-range', 'guests/entries-resolve'],
    damages: function* (ground) {
      for (const { row, vmid, key, site } of activeGuests(ground.estate)) {
        if (!row) continue;
        const at = below(rowOf(row), 'id');
        yield* replaced(ground, { at }, vmid + 5000, `guest ${key} gets the VMID ${vmid + 5000}`, site);
      }
    },
  },
  {
    id: 'drop-guest-row',
    law: 'every guest of any contract has its lifecycle row',
    guards: ['guests/*'],
    damages: function* (ground) {
      for (const { row, key, site } of activeGuests(ground.estate)) {
        if (row) yield* dropped(ground, rowOf(row), `the lifecycle row of guest ${key} is dropped`, site);
      }
    },
  },
];

function* otherKind(ground: Ground, guest: Guest): Generator<Damage> {
  const other = guest.guestKind === 'lxc' ? 'qemu' : 'lxc';
  const text = `guest ${guest.key} is called ${other}`;
  for (const { at, strength } of guest.kindEvidence) {
    if (strength === 'declared' || strength === 'inventory') yield* kindAt(ground, at, other, text, guest);
  }
}

/** A row without the field means a VM: there the field is added. */
function* kindAt(
  ground: Ground,
  at: Anchor,
  kind: string,
  text: string,
  { row, site }: Guest,
): Generator<Damage> {
  if (isSpan(at)) return;
  const isField = /^(?:vm_type|type|kind)$/.test(String(at.path.at(-1)));
  if (isField) yield* replaced(ground, { at }, kind, text, site);
  else if (row?.file === at.file) {
    const id = below(rowOf(row), 'id');
    if (isSpan(id)) return;
    yield* made(ground, row, (source) => putBefore(source, id.path, 'vm_type', kind), text, site);
  }
}
