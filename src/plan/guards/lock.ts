import { WINDOW_PHASES } from '../../estate/ask/phase-order.ts';
import { routeTo } from '../routes.ts';
import { type GuardedSite, guard } from './guard.ts';
import { hypervisorsIn } from './hypervisors.ts';

/** One window at a site at a time: the lock lies here and on the declared lock host, else on the first hypervisor. */
export function lockGuard(guarded: GuardedSite) {
  const { planning, site } = guarded;
  const stated = site.maintenance?.lockHost;
  const declared = stated && planning.estate.index.named(stated.value);
  if (stated && !declared) {
    planning.refuse(
      `lock_host of site "${site.id}" is "${stated.value}", which no contract knows`,
      stated.at,
    );
  }
  const keeper = declared ?? hypervisorsIn(guarded)[0];
  const via = keeper ? (routeTo(planning, keeper) ?? null) : null;
  return guard(guarded, {
    id: 'lock',
    phases: WINDOW_PHASES,
    text: via ? `no other window holds the site, here and on "${via.id}"` : 'no other window holds the site',
    at: stated?.at ?? keeper?.at ?? site.at,
    policy: false,
    checks: [{ kind: 'lock', site: site.id, via }],
  });
}
