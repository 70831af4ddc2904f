import { oncePerEstate } from './ask-once.ts';
import { groupByNames } from './grouping.ts';
import type { Estate, RetentionRule } from './model.ts';

const rulesBySite = oncePerEstate((estate) => groupByNames(estate.retention, (rule) => rule.sites));

/** Rules by which old copies of the site's backups go away. */
export function retentionOf(estate: Estate, site: string): readonly RetentionRule[] {
  return rulesBySite(estate).get(site) ?? [];
}
