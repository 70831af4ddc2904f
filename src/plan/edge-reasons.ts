import { shortly } from '../estate/ask/describe.ts';
import type { Edge } from '../estate/ask/edges.ts';
import { oncePerEstate } from '../estate/ask/once.ts';
import { groupByNames } from '../grouping/groups.ts';
import type { Member } from './members.ts';
import { neededEdges } from './needed-edges.ts';
import type { Planning, Reason } from './planning.ts';

const byConsumer = oncePerEstate((estate) => groupByNames(neededEdges(estate), (edge) => [edge.consumer]));
const byProvider = oncePerEstate((estate) => groupByNames(neededEdges(estate), (edge) => [edge.provider]));

/** The edges by which a thing starts after others at its own site. */
export function startsAfter({ estate }: Planning, thing: Member): Reason[] {
  const edges = (byConsumer(estate).get(thing) ?? []).filter(inOneSite);
  return edges.map(({ provider, text, at }) => ({ text: `after ${shortly(provider)}: it ${text}`, at }));
}

/** The edges by which a thing stops after others at its own site. */
export function stopsAfter({ estate }: Planning, thing: Member): Reason[] {
  const edges = (byProvider(estate).get(thing) ?? []).filter(inOneSite);
  return edges.map(({ consumer, text, at }) => {
    const short = shortly(consumer);
    return { text: `after ${short}: ${short} ${text}`, at };
  });
}

const inOneSite = ({ consumer, provider }: Edge): boolean => consumer.site === provider.site;
