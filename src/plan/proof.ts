import { named, shortly } from '../estate/ask/describe.ts';
import { type Edge, edgeKey } from '../estate/ask/edges.ts';
import { compared, orderOf } from '../estate/ask/positions.ts';
import { isGuest, referenceOf } from '../estate/reading/reference.ts';
import type { Member } from './members.ts';
import { neededBy } from './needed-edges.ts';
import type { Placed } from './place-nodes.ts';
import type { Planning, Reason } from './planning.ts';

/** The two orders of a site; without `stop` only the start matters. */
export interface SiteOrders {
  readonly site: string;
  readonly start: readonly Placed[];
  readonly stop?: readonly Placed[];
}

/** Holds the orders against the graph: a provider starts before its consumers and stops after them. */
export function refuseContradictions(planning: Planning, orders: SiteOrders): void {
  const start = ranksOf(orders.start);
  const stop = ranksOf(orders.stop ?? []);
  for (const edge of neededBy(planning.estate, orders.site)) {
    if (edge.provider.site !== orders.site) continue;
    const early = wrongIn(start, edge, 'start') ?? wrongPhase(planning, edge);
    if (early) refuse(planning, edge, 'starts before', early);
    const late = wrongIn(stop, edge, 'stop');
    if (late) refuse(planning, edge, 'stops after', late);
  }
}

interface Ranked {
  readonly rank: number;
  readonly because: Reason;
}

/** Why consumer and provider stand where they stand. */
type Both = readonly [consumer: Reason, provider: Reason];

const ranksOf = (order: readonly Placed[]): ReadonlyMap<Member, Ranked> =>
  new Map(order.map(({ thing, because }, rank) => [thing, { rank, because }]));

function wrongIn(ranks: ReadonlyMap<Member, Ranked>, edge: Edge, way: 'start' | 'stop'): Both | undefined {
  const [consumer, provider] = [ranks.get(edge.consumer), ranks.get(edge.provider)];
  if (!consumer || !provider) return undefined;
  const right = way === 'start' ? provider.rank < consumer.rank : provider.rank > consumer.rank;
  return right ? undefined : [consumer.because, provider.because];
}

/** Phases that say the opposite of a rule by which a node was placed: a NAS in the last phase, for example. */
function wrongPhase(planning: Planning, { consumer, provider }: Edge): Both | undefined {
  if (isGuest(provider) || consumer.site === undefined) return undefined;
  const { start } = orderOf(planning.estate, consumer.site);
  const ranks = compared(start.get(referenceOf(consumer)), start.get(referenceOf(provider)));
  if (!ranks || ranks[1].order < ranks[0].order) return undefined;
  const [first, second] = ranks;
  return [first, second];
}

function refuse(planning: Planning, edge: Edge, how: string, [consumer, provider]: Both): void {
  const { provider: needed } = edge;
  planning.refuse(
    `${named(edge.consumer)} ${how} ${shortly(needed)}, though it ${edge.text} (${edgeKey(edge)}): move one of them`,
    consumer.at,
    [
      { text: `${shortly(edge.consumer)}: ${consumer.text}`, at: consumer.at },
      { text: `${shortly(needed)}: ${provider.text}`, at: provider.at },
      { text: `the edge ${edgeKey(edge)}`, at: edge.at },
    ],
  );
}
