import { groupByNames } from '../../../grouping/groups.ts';
import type { Look } from '../../look.ts';
import type { SchedulePeriod } from '../../model/backup.ts';
import { isGuest } from '../../reading/reference.ts';
import type { RowAt } from '../../reading/row-at.ts';
import { nameRuns } from '../../reading/words.ts';
import type { Schedule } from './schedules.ts';

/** A calendar event that writes guest dumps. */
export interface DumpEvent {
  readonly period: SchedulePeriod;
  /** Declared sites that it names. */
  readonly sites: readonly string[];
  /** Every name in its id and texts, also those with hyphens. */
  readonly names: ReadonlySet<string>;
  /** It speaks of a guest by VMID, or its id or summary does by name. */
  readonly namesOneGuest: boolean;
  readonly speaksOf: { readonly lxc: boolean; readonly qemu: boolean };
}

/** Events that write guest dumps, by the declared sites that they name; an event that names none is in no group. */
export function dumpEventsBySite(events: readonly Schedule[], look: Look): Map<string, DumpEvent[]> {
  const dumps = events.flatMap((event) => dumpEvent(event, look));
  return groupByNames(dumps, (event) => event.sites);
}

function dumpEvent({ id, row, period }: Schedule, look: Look): DumpEvent[] {
  const texts = [id, row.text('summary')?.value ?? '', row.text('description')?.value ?? ''];
  const text = texts.join(' ');
  if (!period || !writesDumps(row, text)) return [];
  return [
    {
      period,
      sites: sitesOf(row, texts, look),
      names: new Set(nameRuns(text)),
      namesOneGuest:
        /\b(?:vmid|lxc|ct|vm|guest)[ _-]?\d{3,}\b/i.test(text) || namesGuest(`${texts[0]} ${texts[1]}`, look),
      speaksOf: {
        lxc: /\b(?:lxc|ct|containers?)\b/i.test(text),
        qemu: /\b(?:qemu|vms?|virtual machines?)\b/i.test(text),
      },
    },
  ];
}

function namesGuest(text: string, look: Look): boolean {
  return nameRuns(text).some((name) => {
    const found = look.named(name);
    return found !== undefined && isGuest(found);
  });
}

/** Drills, checks and pruning write none. */
function writesDumps(row: RowAt, text: string): boolean {
  if (/\b(?:drill|restore|verif\w*|prune|report|check)\b/i.test(text)) return false;
  return /vzdump/i.test(text) || /backup\.inventory\b/.test(row.text('source')?.value ?? '');
}

/** The stated site; else those in the event's id; else in its summary; else in its description. */
function sitesOf(row: RowAt, texts: readonly string[], look: Look): string[] {
  const stated = row.texts('site').map(({ value }) => value);
  for (const names of [stated, ...texts.map((text) => nameRuns(text.toLowerCase()))]) {
    const sites = names.filter((name) => look.site(name));
    if (sites.length > 0) return sites;
  }
  return [];
}
