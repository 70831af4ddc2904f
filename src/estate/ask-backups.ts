import { oncePerEstate } from './ask-once.ts';
import { groupByNames } from './grouping.ts';
import type { BackupTarget, Estate } from './model.ts';

/** Targets that somebody still writes. */
export const enabledTargets = oncePerEstate((estate) =>
  estate.backupTargets.filter((target) => target.enabled),
);

const targetsBySite = oncePerEstate((estate) =>
  groupByNames(enabledTargets(estate), (target) => (target.site === undefined ? [] : [target.site])),
);

/** Enabled targets of what stands at the site. */
export function enabledTargetsOf(estate: Estate, site: string): readonly BackupTarget[] {
  return targetsBySite(estate).get(site) ?? [];
}
