import { enabledTargets, targetsOf } from './ask-backups.ts';
import { type MissingRow, missingRow } from './collection-key.ts';
import type { BackupTarget, Estate, Site } from './model.ts';

/** Where a site lacks a facet of its backups; beside it what is switched off there, and a site that has the facet. */
export function facetGap(
  estate: Estate,
  site: Site,
  hasFacet: (target: BackupTarget) => boolean,
): MissingRow {
  const row = missingRow(estate, site, 'backup.inventory', ['targets']);
  const off = targetsOf(estate, site.id).filter((target) => !target.enabled && hasFacet(target));
  const twin = enabledTargets(estate).find((target) => target.site !== undefined && hasFacet(target));
  const related = [
    ...off.slice(0, 3).map(({ name, at }) => ({ message: `"${name}" is switched off`, at })),
    ...(twin ? [{ message: `site "${twin.site}" has "${twin.name}"`, at: twin.at }] : []),
    ...row.related,
  ];
  return { ...row, related };
}
