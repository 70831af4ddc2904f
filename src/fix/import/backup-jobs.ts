import type { Row } from '../../estate/reading/values.ts';
import { type Facts, type FoundJob, idOf, NO_FACTS, vmidOf } from './facts.ts';

/** Rows of `/cluster/backup` have a schedule, and name guests or all of them. */
export const isJob = (row: Row): boolean =>
  typeof row.schedule === 'string' &&
  (row.all !== undefined || row.vmid !== undefined || row.pool !== undefined);

export function jobFacts(file: string, row: Row, index: number): Facts {
  const id = idOf(row.id) ?? `backup-job-${index + 1}`;
  const leave = (reason: string): Facts => ({
    ...NO_FACTS,
    left: [`backup job "${id}" of ${file}: ${reason}`],
  });
  const cron = cronOf(String(row.schedule));
  const storage = idOf(row.storage);
  if (cron === undefined) return leave(`"${String(row.schedule)}" is no daily or weekly schedule`);
  if (storage === undefined) return leave('it names no storage');
  if (row.pool !== undefined && row.pool !== '') return leave('which guests are in its pool is not told');
  const node = idOf(row.node);
  const vmids = isOn(row.all) ? undefined : numbersIn(row.vmid);
  const job: FoundJob = {
    id,
    enabled: row.enabled === undefined || isOn(row.enabled),
    cron,
    storage,
    exclude: numbersIn(row.exclude),
    ending: ENDINGS.get(String(row.compress ?? '')) ?? '',
    ...(vmids && { vmids }),
    ...(node !== undefined && { node }),
    ...(typeof row['prune-backups'] === 'string' && { retention: row['prune-backups'] }),
  };
  return { ...NO_FACTS, jobs: [job] };
}

const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['zstd', '.zst'],
  ['1', '.lzo'],
  ['lzo', '.lzo'],
  ['gzip', '.gz'],
]);

const isOn = (value: unknown): boolean => value === true || value === 1 || value === '1';

const numbersIn = (value: unknown): number[] =>
  String(value ?? '')
    .split(/[,\s]+/)
    .flatMap((part) => vmidOf(part) ?? []);

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** A calendar event of systemd as a line of cron, where it is a time of all days or of some days of a week. */
export function cronOf(event: string): string | undefined {
  const text = event.trim().toLowerCase();
  if (text === 'daily') return '0 0 * * *';
  if (text === 'weekly') return '0 0 * * 1';
  const match = /^(?:([a-z,.]+) +)?(?:(\d{1,2})|\*\/(\d{1,2})):(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const [, days, hour, every, minute] = match;
  const week = days === undefined ? '*' : daysOf(days);
  const inDay = every === undefined ? String(Number(hour)) : `*/${Number(every)}`;
  if (week === undefined || Number(hour ?? 0) > 23 || Number(minute) > 59) return undefined;
  return `${Number(minute)} ${inDay} * * ${week}`;
}

function daysOf(text: string): string | undefined {
  const parts = text.split(',').map((part) => part.split('..').map((day) => DAYS.indexOf(day.slice(0, 3))));
  const valid = parts.every(
    (part) => part.length <= 2 && part.every((day) => day >= 0) && part[0]! <= part.at(-1)!,
  );
  return valid ? parts.map((part) => part.join('-')).join(',') : undefined;
}
