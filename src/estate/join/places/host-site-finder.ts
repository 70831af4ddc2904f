import { subjectOf } from '../../../finding/subject.ts';
import { addTo, groupByNames } from '../../../grouping/groups.ts';
import type { Site, SiteDispute } from '../../model/site.ts';
import type { SiteStatement } from './host-sites.ts';

/** The site of a host by its bindings; disputed hosts take the first statement. */
export function hostSiteFinder(statements: readonly SiteStatement[], sites: readonly Site[]) {
  const declared = new Set(sites.map((site) => site.id));
  const byHost = new Map<string, SiteStatement[]>();
  for (const statement of statements) {
    if (!declared.has(statement.site)) continue;
    addTo(byHost, statement.host, statement);
  }
  return {
    siteOfHost: (host: string): string | undefined => deciding(byHost.get(host) ?? [])[0]?.site,
    disputes: [...byHost].flatMap(([host, group]) => disputeOf(host, deciding(group))),
  };
}

function deciding(group: readonly SiteStatement[]): readonly SiteStatement[] {
  const strong = group.filter((statement) => !statement.weak);
  return strong.length > 0 ? strong : group;
}

function disputeOf(host: string, group: readonly SiteStatement[]): SiteDispute[] {
  if (group.length === 0 || group[0]!.weak || new Set(group.map((one) => one.site)).size < 2) return [];
  const statements = group.map(({ site, at }) => ({ value: site, at }));
  return [{ subject: subjectOf('device', host), at: outlier(group).at, id: host, statements }];
}

/** The statement with the fewest others on its side; of equals, one that the strongest binding contradicts. */
function outlier(group: readonly SiteStatement[]): SiteStatement {
  const sides = [...groupByNames(group, ({ site }) => [site]).values()];
  return sides.reverse().reduce((least, side) => (side.length < least.length ? side : least))[0]!;
}
