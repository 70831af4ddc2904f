import { atValue } from '../../finding/place.ts';
import { replaced, shown } from '../damage.ts';
import type { Operator } from '../mutant.ts';

const HOURS_OF_A_YEAR = 8760;

export const BACKUP_OPERATORS: readonly Operator[] = [
  {
    id: 'raise-freshness-limit',
    law: 'no limit of a target or a site is laxer than the maintenance precondition allows',
    guards: ['backups/limits-hold', 'backups/*', 'sites/backup-limit-declared'],
    damages: function* (ground) {
      for (const { name, staleAfterHours, site, enabled } of ground.estate.backupTargets) {
        if (!enabled || !staleAfterHours) continue;
        const hours = staleAfterHours.value + HOURS_OF_A_YEAR;
        yield* replaced(ground, staleAfterHours, hours, `${name} may be ${hours} hours old`, site);
      }
    },
  },
  {
    id: 'shift-schedule',
    law: 'what tells the time of a backup tells the time at which its job runs',
    guards: ['backups/schedules-agree', 'backups/limits-hold'],
    damages: function* (ground) {
      for (const { value, file, path, field, kind } of ground.facts) {
        const other = SHIFTS.get(`${kind} ${field}`)?.(String(value));
        if (other === undefined) continue;
        const text = `${field} ${shown(value)} becomes ${shown(other)}`;
        for (const damage of replaced(ground, { at: atValue(file, ...path) }, other, text))
          yield { ...damage, field: `${kind} ${field}` };
      }
    },
  },
  {
    id: 'age-evidence',
    law: 'the newest copy of every target is young enough, and was looked at lately',
    guards: ['backups/fresh-enough', 'backups/evidence-recent', 'backups/evidence-*'],
    damages: function* (ground) {
      for (const { observations, observedAt } of ground.estate.evidence) {
        for (const { newestAt, target } of observations) {
          if (newestAt)
            yield* replaced(
              ground,
              newestAt,
              aged(newestAt.value),
              `the newest copy of ${target} is a year older`,
            );
        }
        if (observedAt)
          yield* replaced(ground, observedAt, aged(observedAt.value), 'the evidence is a year older');
      }
    },
  },
];

const aged = (instant: string): string => instant.replace(/^\d{4}/, (year) => String(Number(year) - 1));

type Shift = (value: string) => string | number | undefined;

/** Another time of the day, another rhythm. */
const SHIFTS = new Map<string, Shift>([
  ['backup.calendar events[].byhour', (hour) => next(hour, 24)],
  ['backup.calendar events[].byminute', (minute) => next(minute, 60)],
  ['backup.calendar events[].freq', (freq) => (/^daily$/i.test(freq) ? 'WEEKLY' : 'DAILY')],
  ['backup.inventory model.schedule_classes.*.cron', laterCron],
]);

const next = (value: string, of: number): number | undefined =>
  /^\d+$/.test(value) ? (Number(value) + 1) % of : undefined;

function laterCron(cron: string): string | undefined {
  const [minute, hour, ...rest] = cron.trim().split(/\s+/);
  const later = next(hour ?? '', 24);
  return later === undefined ? undefined : [minute, later, ...rest].join(' ');
}
