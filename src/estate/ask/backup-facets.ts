import { groupByNames } from '../../grouping/groups.ts';
import type { BackupTarget } from '../model/backup.ts';
import type { Estate } from '../model/estate.ts';
import type { Site } from '../model/site.ts';
import { enabledTargets } from './backups.ts';
import { type MissingRow, missingRow } from './collection-key.ts';
import { oncePerEstate } from './once.ts';

/** What a site needs of its backups. Offsite is a matter of where the copy lies, whatever it holds. */
export type BackupFacet = 'vm' | 'app' | 'offsite';

const facetsOf = (target: BackupTarget): BackupFacet[] =>
  target.offsite ? [target.facet, 'offsite'] : [target.facet];

const keysOf = (target: BackupTarget): string[] =>
  target.site === undefined ? [] : facetsOf(target).map((facet) => `${facet} ${target.site}`);

const targetsByFacet = oncePerEstate((estate) => groupByNames(estate.backupTargets, keysOf));

/** The first enabled target of each facet: one to copy from. */
const samples = oncePerEstate((estate) => {
  const placed = enabledTargets(estate).filter((target) => target.site !== undefined);
  return groupByNames(placed, facetsOf);
});

/** Enabled targets of which nothing tells what they protect. */
const siteless = oncePerEstate((estate) =>
  enabledTargets(estate).filter((target) => target.site === undefined),
);

const targetsWith = (estate: Estate, site: string, facet: BackupFacet): readonly BackupTarget[] =>
  targetsByFacet(estate).get(`${facet} ${site}`) ?? [];

/** Where a site lacks a facet of its backups, with what is switched off there and a site that has it; else undefined. */
export function facetGap(estate: Estate, site: Site, facet: BackupFacet): MissingRow | undefined {
  const own = targetsWith(estate, site.id, facet);
  if (own.some((target) => target.enabled)) return undefined;
  const row = missingRow(estate, site, 'backup.inventory', ['targets']);
  const twin = samples(estate).get(facet)?.[0];
  const lost = siteless(estate).filter((target) => facet === 'offsite' || target.facet === facet);
  const related = [
    ...own.slice(0, 3).map(({ name, at }) => ({ message: `"${name}" is switched off`, at })),
    ...lost.slice(0, 3).map(({ name, at }) => ({
      message: `"${name}" counts for no site: nothing tells which guests it protects`,
      at,
    })),
    ...(twin ? [{ message: `site "${twin.site}" has "${twin.name}"`, at: twin.at }] : []),
    ...row.related,
  ];
  return { ...row, related };
}
