import { replaced } from '../damage.ts';
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
