import { oncePerEstate } from './ask-once.ts';
import { groupByNames } from './grouping.ts';
import type { Estate, Runbook } from './model.ts';

const runbooksBySite = oncePerEstate((estate) =>
  groupByNames(estate.runbooks, (runbook) => runbook.sites.map((covered) => covered.site)),
);

/** Runbooks whose scope names the site or its hypervisor. */
export function runbooksOf(estate: Estate, site: string): readonly Runbook[] {
  return runbooksBySite(estate).get(site) ?? [];
}
