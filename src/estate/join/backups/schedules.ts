import type { Anchor } from '../../../finding/place.ts';
import type { SchedulePeriod } from '../../model/backup.ts';
import { RowAt } from '../../reading/row-at.ts';
import type { Sources } from '../../sources.ts';
import { cronPeriodHours } from './cron-period.ts';

/** How long a run takes where no contract tells. */
export const DEFAULT_DURATION_HOURS = 1;

/** A job, class or event that a backup is written by. `period` is absent when it never runs or its time is unreadable. */
export interface Schedule {
  readonly id: string;
  readonly row: RowAt;
  readonly period?: SchedulePeriod;
}

/** Everything that contracts say about when backups are written. */
export interface Schedules {
  readonly jobs: readonly Schedule[];
  readonly classes: ReadonlyMap<string, Schedule>;
  readonly events: readonly Schedule[];
  /** A job, class or event by its id. */
  readonly byId: ReadonlyMap<string, Schedule>;
}

export function schedulesOf(sources: Sources): Schedules {
  const classes = new Map(scheduleClasses(sources).map((schedule) => [schedule.id, schedule]));
  const jobs = scheduleJobs(sources, classes);
  const events = calendarEvents(sources);
  const all = [...events, ...classes.values(), ...jobs];
  return { jobs, classes, events, byId: new Map(all.map((schedule) => [schedule.id, schedule])) };
}

/** `schedule_classes` of the inventory's model, or of the schedule itself. */
function scheduleClasses(sources: Sources): Schedule[] {
  const roots = [...sources.of('backup.inventory'), ...sources.of('backup.schedule')].map(RowAt.root);
  return roots.flatMap((root) =>
    [root.child('model'), root].flatMap((holder) =>
      holder.rows('schedule_classes').flatMap((row) => {
        const zone = zoneOf(row, root.child('defaults'), root);
        return scheduleOf(row, 'class', cronOf(row, zone), 'id', 'name');
      }),
    ),
  );
}

function scheduleJobs(sources: Sources, classes: ReadonlyMap<string, Schedule>): Schedule[] {
  return sources.of('backup.schedule').flatMap((document) => {
    const root = RowAt.root(document);
    return root.rows('jobs').flatMap((row) => {
      const own = cronOf(row, zoneOf(row, root));
      const ofClass = classes.get(row.text('schedule_class')?.value ?? '')?.period;
      const inherited = ofClass && { hours: ofClass.hours, words: ofClass.text, at: ofClass.at };
      return scheduleOf(
        row,
        'job',
        row.flag('enabled') === false ? undefined : (own ?? inherited),
        'id',
        'name',
      );
    });
  });
}

function calendarEvents(sources: Sources): Schedule[] {
  return sources.of('backup.calendar').flatMap((document) =>
    RowAt.root(document)
      .rows('events')
      .flatMap((row) =>
        scheduleOf(row, 'event', row.flag('enabled') === false ? undefined : frequency(row), 'id'),
      ),
  );
}

interface Rhythm {
  readonly hours: number;
  readonly words: string;
  readonly at: Anchor;
}

function scheduleOf(row: RowAt, what: string, rhythm: Rhythm | undefined, ...idKeys: string[]): Schedule[] {
  const id = row.identity(...idKeys)?.value;
  if (id === undefined) return [];
  const durationHours = durationOf(row);
  const period = rhythm && {
    hours: rhythm.hours,
    durationHours,
    text: `${what} "${id}" (${rhythm.words})`,
    at: rhythm.at,
  };
  return [{ id, row, ...(period && { period }) }];
}

function durationOf(row: RowAt): number {
  const minutes = row.number('duration_minutes')?.value;
  return minutes === undefined ? DEFAULT_DURATION_HOURS : minutes / 60;
}

/** Where a row states its time, the first that is there. */
export const CRON_KEYS: readonly string[] = ['schedule_cron', 'cron', 'schedule', 'oncalendar'];

function cronOf(row: RowAt, zone: string): Rhythm | undefined {
  for (const key of CRON_KEYS) {
    const cron = row.text(key);
    const hours = cron && cronPeriodHours(cron.value, zone);
    if (hours !== undefined) return { hours, words: `${cron!.value}, ${zone}`, at: cron!.at };
  }
  return undefined;
}

function zoneOf(...rows: readonly RowAt[]): string {
  return rows.map((row) => row.text('timezone')?.value).find((zone) => zone !== undefined) ?? 'UTC';
}

const FREQUENCY_HOURS: Readonly<Record<string, number>> = {
  HOURLY: 1,
  DAILY: 24,
  WEEKLY: 168,
  MONTHLY: 744,
  YEARLY: 8784,
};

function frequency(row: RowAt): Rhythm | undefined {
  const freq = row.text('freq');
  const word = freq?.value.toUpperCase() ?? '';
  const hours = FREQUENCY_HOURS[word];
  if (!freq || hours === undefined) return undefined;
  const interval = Math.max(1, row.number('interval')?.value ?? 1);
  const within = interval === 1 ? withinFrequency(row, word) : undefined;
  return { hours: within ?? hours * interval, words: word, at: freq.at };
}

/** Several hours of a day, or several days of a week, bring the runs closer together. */
function withinFrequency(row: RowAt, word: string): number | undefined {
  const list = (key: string) => row.texts(key).map(({ value }) => value);
  const [days, hours] = [list('byday').join(','), list('byhour').join(',')];
  if (word === 'WEEKLY' && list('byday').length > 1)
    return cronPeriodHours(`0 0 * * ${dayNames(days)}`, 'UTC');
  const several = word === 'DAILY' && list('byhour').length > 1;
  return several ? cronPeriodHours(`0 ${hours} * * *`, 'UTC') : undefined;
}

/** MO, TU as cron names them. */
const dayNames = (days: string): string =>
  days.replaceAll(/\b(SU|MO|TU|WE|TH|FR|SA)\w*\b/gi, (day) =>
    String(CALENDAR_DAYS.indexOf(day.slice(0, 2).toUpperCase())),
  );

const CALENDAR_DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** The period of a schedule that a target writes out itself as a cron expression. */
export function writtenPeriod(cron: string, zone: string, at: Anchor): SchedulePeriod | undefined {
  const hours = cronPeriodHours(cron, zone);
  if (hours === undefined) return undefined;
  return { hours, durationHours: DEFAULT_DURATION_HOURS, text: `${cron}, ${zone}`, at };
}
