import { listed, shortly } from '../../estate/ask/describe.ts';
import { isGuest } from '../../estate/reading/reference.ts';
import type { Check } from '../check.ts';
import { guestState } from '../guest-steps.ts';
import type { Member } from '../members.ts';
import { tcp } from '../network-checks.ts';
import { outsideProviders } from '../outside.ts';
import type { Planning } from '../planning.ts';
import type { Route } from '../route-model.ts';
import { lastHop, requiredRoute, routeTo } from '../routes.ts';
import { startedFirst } from '../ways.ts';
import { type GuardedSite, guard, rowOf, STARTING } from './guard.ts';
import { hypervisorsIn } from './hypervisors.ts';

/**
 * What has to answer before a phase begins. A start asks only for the way to its machines, as far as it does not start
 * that as well, and for what it needs from sites that it does not touch: the machines themselves may be off.
 */
export function reachabilityGuards(guarded: GuardedSite) {
  return [...waysGuard(guarded), ...hostsGuard(guarded)];
}

function waysGuard(guarded: GuardedSite) {
  const { planning, site, order, starts } = guarded;
  const own = new Set([...startedFirst(planning, starts)].map((machine) => routeTo(planning, machine)?.id));
  const ways = order.flatMap(({ thing }) => {
    const route = routeTo(planning, thing);
    const last = route && lastHop(route);
    return last && !own.has(last.id) ? last : [];
  });
  const unique = [...new Map(ways.map((way) => [way.id, way])).values()];
  const outside = outsideProviders(planning, site.id);
  const providers = [...new Set(outside.map((edge) => edge.provider))];
  const text = outside.length === 0 ? '' : `, and ${providers.map(shortly).join(', ')} of another site`;
  return guard(guarded, {
    id: 'reachability',
    phases: STARTING,
    text: `the machines on the way answer${text}`,
    at: outside[0]?.at ?? rowOf(site),
    policy: false,
    checks: [...unique.map(answers), ...providers.flatMap((provider) => providerUp(planning, provider))],
  });
}

const answers = (via: Route): Check => ({ kind: 'host-up', via, read: ['true'] });

function providerUp(planning: Planning, provider: Member): Check[] {
  if (isGuest(provider)) return [guestState(planning, provider, 'running')];
  return [tcp(requiredRoute(planning, provider), provider.kind === 'nas' ? [2049] : [22, 8006])];
}

function hostsGuard(guarded: GuardedSite) {
  const { planning, site } = guarded;
  const hosts = hypervisorsIn(guarded);
  return guard(guarded, {
    id: 'reachability',
    phases: ['precheck', 'shutdown', 'verify'],
    text: `${listed(hosts.map((host) => `"${host.id}"`)) || 'the site'} ${hosts.length > 1 ? 'answer' : 'answers'} over ssh`,
    at: hosts[0]?.ssh?.at ?? hosts[0]?.at ?? rowOf(site),
    policy: false,
    checks: hosts.map((host) => answers(requiredRoute(planning, host))),
  });
}
