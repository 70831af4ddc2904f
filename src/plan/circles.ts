import { circlesIn } from '../estate/ask/cycles.ts';
import type { Edge } from '../estate/ask/edges.ts';
import { referenceOf } from '../estate/reading/reference.ts';
import { groupByNames } from '../grouping/groups.ts';
import { neededEdges } from './needed-edges.ts';
import type { Planning } from './planning.ts';

/** Refuses what needs itself: a circle has no first to start and no last to stop. */
export function refuseCircles(planning: Planning): void {
  const edges = neededEdges(planning.estate);
  const byConsumer = groupByNames(edges, (edge) => [referenceOf(edge.consumer)]);
  const needs = new Map(
    [...byConsumer].map(([key, own]) => [key, own.map((edge) => referenceOf(edge.provider))]),
  );
  const sites = new Set(planning.scope.sites.map((site) => site.id));
  for (const circle of circlesIn(needs)) {
    const path = circle.flatMap((key, index) => {
      const next = circle[(index + 1) % circle.length];
      return byConsumer.get(key)?.find((edge) => referenceOf(edge.provider) === next) ?? [];
    });
    if (path.some((edge) => sites.has(edge.consumer.site ?? ''))) refuseCircle(planning, path);
  }
}

function refuseCircle(planning: Planning, circle: readonly Edge[]): void {
  const names = circle.map((edge) => `"${referenceOf(edge.consumer)}"`);
  const place = circle.find((edge) => edge.why === 'dependency') ?? circle[0]!;
  planning.refuse(
    `${[...names, names[0]].join(' needs ')}: no order can satisfy a circle; take one of its dependencies away`,
    place.at,
    circle.map((edge) => ({
      text: `"${referenceOf(edge.consumer)}" ${edge.why === 'carrier' ? 'runs on' : 'needs'} "${referenceOf(edge.provider)}"`,
      at: edge.at,
    })),
  );
}
