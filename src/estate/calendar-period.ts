import { dumpOf } from './backup-guests.ts';
import type { TargetLinks } from './backup-sources.ts';
import type { Guest, SchedulePeriod } from './model.ts';
import type { Schedule } from './schedules.ts';
import type { ScheduledTarget } from './target-period.ts';
import { nameRuns, wordsIn } from './words.ts';

/**
 * The calendar event that writes the guest dumps of a target's site, for estates that tell their schedule only there.
 * An event that names the guest beats one for its kind, which beats one for the whole site.
 */
export function calendarPeriod(target: ScheduledTarget, links: TargetLinks): SchedulePeriod | undefined {
  if (target.facet !== 'vm' || target.site === undefined) return undefined;
  const ranked = links
    .eventsOf(target.site)
    .flatMap(({ period, ...event }) => {
      const rank = period ? rankOf(event, target) : 0;
      return period && rank > 0 ? [{ rank, period }] : [];
    })
    .toSorted((a, b) => b.rank - a.rank || a.period.hours - b.period.hours);
  return ranked[0]?.period;
}

function rankOf(event: Schedule, target: ScheduledTarget): number {
  const text = proseOf(event);
  if (!writesDumps(event, text)) return 0;
  if (target.guests.some((guest) => namesGuest(text, guest))) return 3;
  if (/\b(?:vmid|lxc|ct|vm|guest)[ _-]?\d{3,}\b/i.test(text)) return 0;
  return kindRank(text, target);
}

/** An event for the other kind of guest does not write this one. */
function kindRank(text: string, target: ScheduledTarget): number {
  const kind = dumpOf(target.row.text('glob')?.value)?.kind;
  const containers = /\b(?:lxc|ct|containers?)\b/i.test(text);
  const machines = /\b(?:qemu|vms?|virtual machines?)\b/i.test(text);
  if (kind === undefined || containers === machines) return 1;
  return (kind === 'lxc') === containers ? 2 : 0;
}

function proseOf({ id, row }: Schedule): string {
  return [id, row.text('summary')?.value, row.text('description')?.value].join(' ');
}

function writesDumps({ row }: Schedule, text: string): boolean {
  if (/\b(?:drill|restore|verif\w*|prune|report|check)\b/i.test(text)) return false;
  return /vzdump/i.test(text) || /backup\.inventory\b/.test(row.text('source')?.value ?? '');
}

function namesGuest(text: string, { vmid, hostname }: Guest): boolean {
  if (wordsIn(text).some(({ word }) => word === String(vmid))) return true;
  return hostname !== undefined && nameRuns(text).includes(hostname.replace(/[._]/g, '-'));
}
