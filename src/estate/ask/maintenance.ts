import type { Estate } from '../model/estate.ts';
import type { Site } from '../model/site.ts';
import { type MissingRow, missingRow } from './collection-key.ts';

/** Where a field of the site's row in the transaction contract is missing. */
export function maintenanceRow(estate: Estate, site: Site): MissingRow {
  if (!site.maintenance) return missingRow(estate, site, 'infra.maintenance.transaction.contract', ['sites']);
  return {
    at: site.maintenance.at,
    where: 'its row of the transaction contract',
    related: [{ message: 'the site is declared here', at: site.at }],
  };
}
