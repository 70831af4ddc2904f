import { groupByNames } from '../../grouping/groups.ts';
import type { RetentionRule } from '../model/backup.ts';
import type { Estate } from '../model/estate.ts';
import { oncePerEstate } from './once.ts';

const rulesBySite = oncePerEstate((estate) => groupByNames(estate.retention, (rule) => rule.sites));

/** Rules by which old copies of the site's backups go away. */
export function retentionOf(estate: Estate, site: string): readonly RetentionRule[] {
  return rulesBySite(estate).get(site) ?? [];
}
