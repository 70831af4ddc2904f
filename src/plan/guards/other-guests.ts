import { guestsOf, nodesOf } from '../members.ts';
import { requiredRoute } from '../routes.ts';
import { type GuardedSite, guard, rowOf, STOPPING } from './guard.ts';

/**
 * Nothing runs that the contracts do not stop: what is not declared, or declared as retired, would lose its hypervisor
 * or its NAS without being shut down. Where only a NAS stops, nobody knows whether such a guest uses it.
 */
export function otherGuestsGuard(guarded: GuardedSite) {
  const { planning, site } = guarded;
  const { estate, scope } = planning;
  const hosts = nodesOf(estate, site.id, 'hypervisor');
  if (hosts.length === 0) return [];
  const vmids = guestsOf(estate, site.id).map((guest) => guest.vmid);
  return guard(guarded, {
    id: 'other-guests',
    phases: STOPPING,
    text: 'no guest runs that the contracts do not stop',
    at: estate.index.sequenceOf(site.id)?.active?.at ?? rowOf(site),
    blocking: !scope.nasOnly,
    checks: hosts.flatMap((host) =>
      (['qemu', 'lxc'] as const).map((guestKind) => ({
        kind: 'no-other-guests' as const,
        via: requiredRoute(planning, host),
        read: ['pvesh', 'get', `/nodes/localhost/${guestKind}`, '--output-format', 'json'],
        guestKind,
        vmids,
      })),
    ),
  });
}
