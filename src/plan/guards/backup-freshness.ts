import { named } from '../../estate/ask/describe.ts';
import type { Guest } from '../../estate/model/guest.ts';
import { isGuest } from '../../estate/reading/reference.ts';
import { freshnessOf } from '../backup-now.ts';
import type { Because } from '../model.ts';
import type { Planning } from '../planning.ts';
import { type GuardedSite, guard, rowOf, STOPPING } from './guard.ts';

/** The newest copy of every guest is younger than its limit. A plan that writes fresh copies proves that itself. */
export function freshnessGuard(guarded: GuardedSite) {
  const { planning, site, order } = guarded;
  if (planning.scope.backupNow || planning.scope.nasOnly) return [];
  const guests = order.flatMap(({ thing }) => (isGuest(thing) ? [thing] : []));
  if (guests.length === 0) return [];
  return guard(guarded, {
    id: 'backup-freshness',
    phases: STOPPING,
    text: 'the newest backup of every guest is younger than its limit, by evidence that is recent itself',
    at: site.maintenance?.backupMaxAgeHours?.at ?? rowOf(site),
    objections: guests.flatMap((guest) => unprotected(planning, guest)),
    checks: guests.flatMap((guest) => freshnessOf(planning, guest)?.check ?? []),
  });
}

function unprotected(planning: Planning, guest: Guest): Because[] {
  if (freshnessOf(planning, guest)) return [];
  return [planning.because(`${named(guest)} has no enabled backup target with a limit`, guest.at)];
}
