import { GUARD_IDS, type Guard } from '../model.ts';
import { freshnessGuard } from './backup-freshness.ts';
import { consumersDownGuard } from './consumers-down.ts';
import { type GuardedSite, guard, rowOf, STOPPING } from './guard.ts';
import { lockGuard } from './lock.ts';
import { otherGuestsGuard } from './other-guests.ts';
import { outOfBandGuard } from './out-of-band.ts';
import { quietGuards } from './quiet.ts';
import { reachabilityGuards } from './reachability.ts';
import { wakerGuard } from './waker.ts';

/** Everything that has to hold before a phase begins at a site, in a fixed order. */
export function guardsOf(guarded: GuardedSite): readonly Guard[] {
  const all = [
    ...lockGuard(guarded),
    ...reachabilityGuards(guarded),
    ...wakerGuard(guarded),
    ...consumersDownGuard(guarded),
    ...packGuard(guarded),
    ...freshnessGuard(guarded),
    ...otherGuestsGuard(guarded),
    ...quietGuards(guarded),
    ...outOfBandGuard(guarded),
  ];
  return all.sort((a, b) => GUARD_IDS.indexOf(a.id) - GUARD_IDS.indexOf(b.id));
}

/** The pack of laws that a window demands, judged or proven by a receipt that still holds. */
function packGuard(guarded: GuardedSite) {
  const { site } = guarded;
  return guard(guarded, {
    id: 'maintenance-pack',
    phases: STOPPING,
    text: 'the pack "maintenance" passes',
    at: rowOf(site),
    checks: [{ kind: 'pack', pack: 'maintenance', site: site.id }],
  });
}
