import { CronExpressionParser } from 'cron-parser';
import { cronOfCalendarEvent } from './calendar-event.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Months differ: a year and a bit holds every one. */
const SPAN_MS = 400 * DAY_HOURS * HOUR_MS;
const FIRST = Date.UTC(2026, 0, 1);
const WORDS: ReadonlyMap<string, string> = new Map([
  ['hourly', '0 * * * *'],
  ['daily', '0 0 * * *'],
  ['weekly', '0 0 * * 0'],
  ['monthly', '0 0 1 * *'],
  ['quarterly', '0 0 1 1,4,7,10 *'],
  ['semiannually', '0 0 1 1,7 *'],
  ['yearly', '0 0 1 1 *'],
  ['annually', '0 0 1 1 *'],
]);

const known = new Map<string, number | undefined>();

/**
 * The longest distance of two runs of a cron expression or calendar event in hours, or undefined when the text is none. Where the
 * clocks change, a distance of a day or more is longer by the change.
 */
export function cronPeriodHours(text: string, timezone: string): number | undefined {
  const written = text.trim();
  const fields = written.split(/\s+/).length;
  const cron = fields < 5 ? cronOfWords(written) : written;
  if (cron === undefined) return undefined;
  const key = `${timezone}\0${cron}`;
  if (!known.has(key)) known.set(key, longest(cron, timezone));
  return known.get(key);
}

function cronOfWords(text: string): string | undefined {
  return WORDS.get(text.replace(/^@/, '').toLowerCase()) ?? cronOfCalendarEvent(text);
}

function longest(cron: string, timezone: string): number | undefined {
  try {
    const { fields } = CronExpressionParser.parse(cron, { tz: 'UTC' });
    const minutes = fields.minute.values as number[];
    const hours = fields.hour.values as number[];
    const span = hours.at(-1)! - hours[0]! + (minutes.at(-1)! - minutes[0]!) / 60;
    const between = (weekdaysApart(cron, fields.dayOfWeek.values) ?? daysApart(cron)) * DAY_HOURS - span;
    const wall = Math.max(between, withinDay(hours, minutes) / 60);
    return Math.round((wall + (wall >= DAY_HOURS ? clockChange(timezone) : 0)) * 100) / 100;
  } catch {
    return undefined;
  }
}

/** Days between two weekdays on which it runs, at most; undefined where more than plain weekdays decide. */
function weekdaysApart(cron: string, weekdays: readonly (number | string)[]): number | undefined {
  const [dayOfMonth, month, dayOfWeek] = cron.split(/\s+/).slice(-3) as [string, string, string];
  if (dayOfMonth !== '*' || month !== '*' || /[L#?]/i.test(dayOfWeek)) return undefined;
  const days = [...new Set(weekdays.map((day) => Number(day) % 7))].sort((a, b) => a - b);
  return Math.max(gap(days), 7 - days.at(-1)! + days[0]!);
}

/** Days between two days on which it runs, at most. */
function daysApart(cron: string): number {
  const [dayOfMonth, month, dayOfWeek] = cron.split(/\s+/).slice(-3) as [string, string, string];
  const runs = CronExpressionParser.parse(`0 0 ${dayOfMonth} ${month} ${dayOfWeek}`, {
    currentDate: new Date(FIRST),
    tz: 'UTC',
  });
  let previous = runs.next().getTime();
  const end = previous + SPAN_MS;
  let most = 0;
  while (previous < end) {
    const next = runs.next().getTime();
    most = Math.max(most, next - previous);
    previous = next;
  }
  return Math.round(most / HOUR_MS / DAY_HOURS);
}

/** Minutes between two runs of one day, at most. */
function withinDay(hours: readonly number[], minutes: readonly number[]): number {
  const acrossHours = gap(hours) * 60 - (minutes.at(-1)! - minutes[0]!);
  return Math.max(gap(minutes), hours.length > 1 ? acrossHours : 0);
}

function gap(values: readonly number[]): number {
  return values.reduce(
    (most, value, index) => Math.max(most, index === 0 ? 0 : value - values[index - 1]!),
    0,
  );
}

/** Hours by which the clocks of a zone are set back in a year; none for an unknown zone. */
function clockChange(timezone: string): number {
  const [winter, summer] = [FIRST, Date.UTC(2026, 6, 1)].map((instant) => offsetHours(timezone, instant));
  return Math.abs(winter! - summer!);
}

function offsetHours(timezone: string, instant: number): number {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
    const name = parts.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value;
    const match = /([+-])(\d{2}):(\d{2})/.exec(name ?? '');
    return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) + Number(match[3]) / 60) : 0;
  } catch {
    return 0;
  }
}
