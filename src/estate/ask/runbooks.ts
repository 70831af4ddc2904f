import { groupByNames } from '../../grouping/groups.ts';
import type { Estate } from '../model/estate.ts';
import type { Runbook } from '../model/runbook.ts';
import { oncePerEstate } from './once.ts';

const runbooksBySite = oncePerEstate((estate) =>
  groupByNames(estate.runbooks, (runbook) => runbook.sites.map((covered) => covered.site)),
);

/** Runbooks whose scope names the site or its hypervisor. */
export function runbooksOf(estate: Estate, site: string): readonly Runbook[] {
  return runbooksBySite(estate).get(site) ?? [];
}

/** The parts that a runbook has to have, and does not. */
export function missingParts({ preChecks, hardStops, rollback }: Runbook): string[] {
  const parts = Object.entries({ 'pre-checks': preChecks, 'hard stops': hardStops, rollback });
  return parts.flatMap(([part, place]) => (place ? [] : [part]));
}

const wholeRunbooks = oncePerEstate((estate) =>
  estate.runbooks
    .filter((runbook) => missingParts(runbook).length === 0)
    .flatMap((runbook) => runbook.sites)
    .filter(({ site }) => estate.index.site(site) !== undefined),
);

/** Where a whole runbook names another site: one to copy from. */
export function wholeRunbookElsewhere(estate: Estate, site: string): Runbook['sites'][number] | undefined {
  return wholeRunbooks(estate).find((covered) => covered.site !== site);
}
