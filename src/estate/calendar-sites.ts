import { groupByNames } from './grouping.ts';
import type { Look } from './look.ts';
import type { Schedule } from './schedules.ts';
import { nameRuns } from './words.ts';

/** Calendar events by the declared sites that they name; an event that names none is in no group. */
export function eventsBySite(events: readonly Schedule[], look: Look): Map<string, Schedule[]> {
  return groupByNames(events, (event) => sitesOf(event, look));
}

/** The stated site; else those in the event's id; else in its summary; else in its description. */
function sitesOf({ id, row }: Schedule, look: Look): string[] {
  const stated = row.texts('site').map(({ value }) => value);
  const texts = [id, row.text('summary')?.value ?? '', row.text('description')?.value ?? ''];
  for (const names of [stated, ...texts.map((text) => nameRuns(text.toLowerCase()))]) {
    const sites = names.filter((name) => look.site(name));
    if (sites.length > 0) return sites;
  }
  return [];
}
