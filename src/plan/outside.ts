import { named, shortly } from '../estate/ask/describe.ts';
import { type Edge, edgeKey } from '../estate/ask/edges.ts';
import { isGuest } from '../estate/reading/reference.ts';
import type { Member } from './members.ts';
import { neededBy, neededEdges } from './needed-edges.ts';
import { stops } from './phases.ts';
import type { Planning } from './planning.ts';

/** Edges from the sites of the plan to a provider at a site that it does not touch. */
export function outsideProviders(planning: Planning, site: string): readonly Edge[] {
  const planned = sitesOf(planning);
  return neededBy(planning.estate, site).filter(({ provider }) => !planned.has(provider.site ?? ''));
}

/** Refuses to stop what a machine at a site outside the plan needs. */
export function refuseOutsideConsumers(planning: Planning): void {
  if (!stops(planning.scope.phase)) return;
  const planned = sitesOf(planning);
  for (const edge of neededEdges(planning.estate)) {
    const { consumer, provider } = edge;
    if (planned.has(consumer.site ?? '') || !planned.has(provider.site ?? '')) continue;
    if (!isStopped(planning, provider)) continue;
    planning.refuse(
      `stopping ${named(provider)} would take it from ${named(consumer)}, which ${edge.text} (${edgeKey(edge)}): plan site "${consumer.site}" too`,
      edge.at,
      [{ text: shortly(provider), at: provider.at }],
    );
  }
}

/** Guests and NAS always, a hypervisor only where its power-off is asked for. */
export function isStopped({ scope }: Planning, thing: Member): boolean {
  if (scope.nasOnly) return !isGuest(thing) && thing.kind === 'nas';
  return isGuest(thing) || thing.kind === 'nas' || scope.poweroff.has(thing.site ?? '');
}

const sitesOf = ({ scope }: Planning): ReadonlySet<string> => new Set(scope.sites.map((site) => site.id));
