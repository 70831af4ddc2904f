const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY = '(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*';
const DAY_LIST = new RegExp(`^${DAY}(?:\\.\\.${DAY}|-${DAY})?(?:,${DAY}(?:\\.\\.${DAY}|-${DAY})?)*$`);
const NUMBERS = /^(?:\*|\d+(?:\.\.\d+)?)(?:\/\d+)?(?:,(?:\*|\d+(?:\.\.\d+)?)(?:\/\d+)?)*$/;
const ZONE = /^(?:utc|[a-z]+\/[a-z_/]+)$/;

/**
 * A calendar event in the grammar of systemd timers, which backup jobs of a hypervisor use (`sun 04:00`, `mon..fri
 * 21:00`, `*-*-01 02:00`), as a cron expression of five fields. Undefined for what cannot be said in one.
 */
export function cronOfCalendarEvent(text: string): string | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !ZONE.test(word));
  const days = words[0] !== undefined && DAY_LIST.test(words[0]) ? words.shift()! : '*';
  const date = words[0]?.includes('-') ? words.shift()! : '*-*-*';
  const time = timeOf(words.length === 0 ? '0:0' : words.join(' '));
  const [month, day] = date.split('-').slice(-2) as [string, string];
  const bothNarrow = days !== '*' && !/^\*$/.test(day);
  if (!time || bothNarrow || !NUMBERS.test(month) || !NUMBERS.test(day)) return undefined;
  return [time.minute, time.hour, field(day, 31), field(month, 12), daysField(days)].join(' ');
}

/** `hour:minute`, with seconds or without; a number alone counts minutes. */
function timeOf(text: string): { hour: string; minute: string } | undefined {
  const parts = text.split(':');
  const [hour, minute] = parts.length === 1 ? ['*', parts[0]!] : [parts[0]!, parts[1]!];
  if (parts.length > 3 || !NUMBERS.test(hour) || !NUMBERS.test(minute)) return undefined;
  return { hour: field(hour, 23), minute: field(minute, 59) };
}

/** `a/n` starts at a, where cron wants a range. */
function field(text: string, last: number): string {
  const parts = text.replaceAll('..', '-').split(',');
  return parts.map((part) => part.replace(/^(\d+)\//, `$1-${last}/`).replaceAll(/\b0+(?=\d)/g, '')).join(',');
}

function daysField(text: string): string {
  if (text === '*') return text;
  const numbers = text.split(',').flatMap((part) => {
    const [from, to] = part.split(/\.\.|-/).map((name) => DAYS.indexOf(name.slice(0, 3)));
    return to === undefined ? [from!] : rangeOfDays(from!, to);
  });
  return [...new Set(numbers)].join(',');
}

/** A range may run over the end of the week. */
const rangeOfDays = (from: number, to: number): number[] =>
  Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => (from + step) % 7);
