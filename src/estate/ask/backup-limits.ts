import { basename } from 'node:path';
import { type Anchor, below } from '../../finding/place.ts';
import type { BackupTarget } from '../model/backup.ts';
import type { Reference } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import type { Guest } from '../model/guest.ts';
import type { Runbook } from '../model/runbook.ts';
import { imagesOf } from './backups.ts';
import { oncePerEstate } from './once.ts';
import { runbooksOf } from './runbooks.ts';

/** An upper limit for the age of a backup, with the line that states it. */
export interface AgeLimit {
  readonly hours: number;
  /** Who states it, in words. */
  readonly what: string;
  readonly at: Anchor;
}

/** Hours between the ends of two runs: a younger newest copy cannot be promised. */
export function neededHours(target: BackupTarget): number | undefined {
  return target.period && target.period.hours + target.period.durationHours;
}

/** The limit that the target's own row states. */
export function ownLimit({ staleAfterHours }: BackupTarget): AgeLimit | undefined {
  if (!staleAfterHours) return undefined;
  return {
    hours: staleAfterHours.value,
    what: 'its own stale_after_hours',
    at: staleAfterHours.at,
  };
}

/** What the site and its runbooks demand of the newest backup of a guest, kept under the target. */
export function demandsOn(estate: Estate, target: BackupTarget, site: string): AgeLimit[] {
  return [siteLimit(estate, target, site), ...runbookLimits(estate, site)].flatMap((limit) => limit ?? []);
}

/** What the site's row of the transaction contract demands of the target's classification. */
export function siteLimit(estate: Estate, target: BackupTarget, site: string): AgeLimit | undefined {
  const stated = estate.index.site(site)?.maintenance?.backupMaxAgeHours;
  if (!stated) return undefined;
  const what = `backup_max_age_hours of site "${site}"`;
  if (typeof stated.value === 'number') return { hours: stated.value, what, at: stated.at };
  const { classification } = target;
  if (classification === undefined || !Object.hasOwn(stated.value, classification)) return undefined;
  const hours = stated.value[classification]!;
  return { hours, what: `${what} for "${classification}"`, at: below(stated.at, classification) };
}

function runbookLimits(estate: Estate, site: string): AgeLimit[] {
  const own = runbooksOf(estate, site);
  return [
    ...own.flatMap((runbook) => runbookLimit(runbook, '')),
    ...(own.length > 0 || estate.index.site(site)?.maintenance?.backupMaxAgeHours
      ? []
      : forAnySite(estate).flatMap((runbook) =>
          runbookLimit(runbook, `, for want of a runbook of site "${site}"`),
        )),
  ];
}

/** Runbooks that state no site: their text holds wherever nothing else is written, whichever machines it names. */
const forAnySite = oncePerEstate((estate): readonly Runbook[] =>
  estate.runbooks.filter(({ sites }) => sites.every(({ by }) => by !== 'stated')),
);

function runbookLimit({ file, backupMaxAgeHours: stated }: Runbook, why: string): AgeLimit[] {
  return stated ? [{ hours: stated.value, what: `${basename(file)}${why}`, at: stated.at }] : [];
}

/** The target on which the demands on a guest's newest backup rest: the one written most often, else the one its row names. */
export function bestImageOf(estate: Estate, guest: Reference): BackupTarget | undefined {
  const primary = estate.index.guest(guest)?.backupTargetName?.value;
  const hours = ({ period }: BackupTarget) => period?.hours ?? Number.MAX_VALUE;
  const rank = ({ name }: BackupTarget) => (name === primary ? 0 : 1);
  return [...imagesOf(estate, guest)].sort((a, b) => hours(a) - hours(b) || rank(a) - rank(b))[0];
}

/** All limits under which a copy of the guest counts as young enough. */
export function limitsOn(estate: Estate, target: BackupTarget, guest: Guest): AgeLimit[] {
  const own = ownLimit(target);
  return [...(own ? [own] : []), ...demandsOn(estate, target, guest.site)];
}

export function strictest(limits: readonly AgeLimit[]): AgeLimit | undefined {
  return [...limits].sort((a, b) => a.hours - b.hours)[0];
}

/** Hours for a message: whole where they are, else one decimal. */
export const inHours = (hours: number): string => `${Math.round(hours * 10) / 10} h`;
