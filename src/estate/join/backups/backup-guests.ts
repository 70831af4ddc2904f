import { groupByNames } from '../../../grouping/groups.ts';
import type { Look } from '../../look.ts';
import type { Reference, Stated } from '../../model/entity.ts';
import type { Guest } from '../../model/guest.ts';
import { isGuest } from '../../reading/reference.ts';
import type { RowAt } from '../../reading/row-at.ts';
import { nameParts } from '../../reading/words.ts';

const DUMP_GLOB = /(?:^|\/)vzdump-(qemu|lxc)-(\d+)-/;

export const isGuestDump = (glob: string | undefined): boolean => /(?:^|\/)vzdump-/.test(glob ?? '');

/** The guest kind and VMID in the name pattern of a guest's dump. */
export function dumpOf(glob: string | undefined): { kind: 'qemu' | 'lxc'; vmid: number } | undefined {
  const match = DUMP_GLOB.exec(glob ?? '');
  return match ? { kind: match[1] as 'qemu' | 'lxc', vmid: Number(match[2]) } : undefined;
}

/** Guests by the ways in which contracts name them from a backup target's side. */
export interface GuestFinder {
  readonly byTarget: ReadonlyMap<string, readonly Guest[]>;
  readonly byVmid: ReadonlyMap<number, readonly Guest[]>;
}

export function guestFinder(look: Look): GuestFinder {
  return {
    byTarget: groupByNames(look.guests, (guest) =>
      guest.backupTargetName ? [guest.backupTargetName.value] : [],
    ),
    byVmid: groupByNames(look.guests, (guest) => [guest.vmid]),
  };
}

export interface ProtectedGuests {
  readonly guests: readonly Reference[];
  readonly dangling: readonly Stated<string>[];
}

/** Guests of a target: by stated references, by lifecycle rows that name it, by its glob. */
export function protectedGuests(
  row: RowAt,
  name: string,
  hostSite: string | undefined,
  finder: GuestFinder,
  look: Look,
): ProtectedGuests {
  const stated = row
    .texts('guests')
    .map((text) => ({ text, found: statedGuest(text.value, hostSite, finder, look) }));
  const linked = finder.byTarget.get(name) ?? [];
  const dump = dumpOf(row.text('glob')?.value);
  const dumped = dump && ofVmid(dump.vmid, hostSite, name, finder, linked);
  const guests = [...stated.map(({ found }) => found), ...linked, dumped];
  const keys = guests.flatMap((guest) => (guest && guest !== 'node' ? [guest.key] : []));
  return {
    guests: [...new Set(keys)],
    dangling: stated.flatMap(({ text, found }) => (found === undefined ? [text] : [])),
  };
}

/** A reference may name a node as well: then it dangles not, and is no guest. */
function statedGuest(
  text: string,
  hostSite: string | undefined,
  finder: GuestFinder,
  look: Look,
): Guest | 'node' | undefined {
  if (/^\d+$/.test(text)) return ofVmid(Number(text), hostSite, '', finder, []);
  const found = look.named(text);
  return found && !isGuest(found) ? 'node' : (found as Guest | undefined);
}

/** The one guest with the VMID; among several the one already linked, then the one that the target's name names, then the host's own. */
function ofVmid(
  vmid: number,
  hostSite: string | undefined,
  name: string,
  finder: GuestFinder,
  linked: readonly Guest[],
): Guest | undefined {
  const candidates = finder.byVmid.get(vmid) ?? [];
  if (candidates.length < 2) return candidates[0];
  const words = nameParts(name);
  return (
    linked.find((guest) => guest.vmid === vmid) ??
    candidates.find((guest) => guest.hostname !== undefined && name.includes(guest.hostname)) ??
    candidates.find((guest) => words.includes(guest.site)) ??
    candidates.find((guest) => guest.site === hostSite)
  );
}
