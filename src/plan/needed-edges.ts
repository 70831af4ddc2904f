import { type Edge, edgesOf } from '../estate/ask/edges.ts';
import { oncePerEstate } from '../estate/ask/once.ts';
import { presumedConsumers } from '../estate/ask/presumed-consumers.ts';
import { governedNas } from '../estate/ask/standard.ts';
import type { Estate } from '../estate/model/estate.ts';
import { groupByNames } from '../grouping/groups.ts';
import { isMember } from './members.ts';

/**
 * Edges that an order must keep: both ends are stopped and started by windows, and the consumer cannot do without.
 * A storage that is only named after its NAS counts as well: enough to doubt an order.
 */
export const neededEdges = oncePerEstate((estate): readonly Edge[] => {
  const presumed = governedNas(estate).flatMap((nas) => presumedConsumers(estate, nas));
  return [...edgesOf(estate), ...presumed].filter(
    ({ required, consumer, provider }) =>
      required && isMember(estate, consumer) && isMember(estate, provider),
  );
});

const byConsumerSite = oncePerEstate((estate) =>
  groupByNames(neededEdges(estate), ({ consumer }) => (consumer.site === undefined ? [] : [consumer.site])),
);

/** Those whose consumer stands at a site. */
export const neededBy = (estate: Estate, site: string): readonly Edge[] =>
  byConsumerSite(estate).get(site) ?? [];
