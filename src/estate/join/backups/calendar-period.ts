import type { SchedulePeriod } from '../../model/backup.ts';
import type { Guest } from '../../model/guest.ts';
import { dumpOf } from './backup-guests.ts';
import type { TargetLinks } from './backup-sources.ts';
import type { DumpEvent } from './dump-events.ts';
import type { ScheduledTarget } from './scheduled-target.ts';

/**
 * The calendar event that writes the guest dumps of a target's site, for estates that tell their schedule only there.
 * An event that names the guest beats one for its kind, which beats one for the whole site.
 */
export function calendarPeriod(target: ScheduledTarget, links: TargetLinks): SchedulePeriod | undefined {
  if (target.facet !== 'vm' || target.site === undefined) return undefined;
  const ranked = links
    .dumpEventsOf(target.site)
    .map((event) => ({ rank: rankOf(event, target), period: event.period }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || a.period.hours - b.period.hours);
  return ranked[0]?.period;
}

function rankOf(event: DumpEvent, target: ScheduledTarget): number {
  if (target.guests.some((guest) => names(event, guest))) return 3;
  return event.namesOneGuest ? 0 : kindRank(event, target);
}

/** An event for the other kind of guest does not write this one. */
function kindRank({ speaksOf }: DumpEvent, target: ScheduledTarget): number {
  const kind = dumpOf(target.row.text('glob')?.value)?.kind;
  if (kind === undefined || speaksOf.lxc === speaksOf.qemu) return 1;
  return speaksOf[kind] ? 2 : 0;
}

function names(event: DumpEvent, { vmid, hostname }: Guest): boolean {
  return (
    event.names.has(String(vmid)) ||
    (hostname !== undefined && event.names.has(hostname.replace(/[._]/g, '-')))
  );
}
