import type { IdleSchedule, SchedulePeriod } from '../../model/backup.ts';
import type { Stated } from '../../model/entity.ts';
import type { TargetLinks } from './backup-sources.ts';
import { calendarPeriod } from './calendar-period.ts';
import type { ScheduledTarget } from './scheduled-target.ts';
import { type Schedule, writtenPeriod } from './schedules.ts';

export interface TargetPeriod {
  readonly period?: SchedulePeriod;
  readonly danglingSchedule?: Stated<string>;
  readonly idleSchedule?: IdleSchedule;
}

/**
 * How often a target is written: by its own `schedule`; else by the jobs that name it; else by the schedule class of
 * its units; else, for guest dumps that no job names, by a calendar event of its site. The shortest of several counts.
 */
export function targetPeriod(target: ScheduledTarget, links: TargetLinks): TargetPeriod {
  const stated = target.row.text('schedule');
  if (stated) return statedPeriod(stated, target, links);
  const jobs = links.jobsOf(target.name);
  const period =
    shortest(jobs) ??
    shortest(unitClasses(target.name, links)) ??
    (jobs.length === 0 ? calendarPeriod(target, links) : undefined);
  return period ? { period } : {};
}

function statedPeriod(stated: Stated<string>, target: ScheduledTarget, links: TargetLinks): TargetPeriod {
  const known = links.schedules.byId.get(stated.value);
  if (known?.period) return { period: known.period };
  if (known) {
    const { row } = known;
    return { idleSchedule: { ...stated, row: row.here, isOff: row.flag('enabled') === false } };
  }
  const written = writtenPeriod(stated.value, target.timezone, stated.at);
  return written ? { period: written } : { danglingSchedule: stated };
}

function unitClasses(name: string, links: TargetLinks): Schedule[] {
  return links
    .unitsOf(name)
    .flatMap((unit) => links.schedules.classes.get(unit.text('schedule_class')?.value ?? '') ?? []);
}

function shortest(schedules: readonly Schedule[]): SchedulePeriod | undefined {
  const periods = schedules.flatMap(({ period }) => period ?? []);
  return periods.toSorted((a, b) => a.hours - b.hours)[0];
}
