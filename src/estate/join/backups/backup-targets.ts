import { subjectOf } from '../../../finding/subject.ts';
import type { Look } from '../../look.ts';
import type { BackupTarget } from '../../model/backup.ts';
import type { Stated } from '../../model/entity.ts';
import { isGuest } from '../../reading/reference.ts';
import { RowAt } from '../../reading/row-at.ts';
import { present } from '../../reading/stated.ts';
import type { Sources } from '../../sources.ts';
import { type GuestFinder, guestFinder, isGuestDump, protectedGuests } from './backup-guests.ts';
import { type TargetLinks, targetLinks } from './backup-sources.ts';
import { protectedSite } from './protected-site.ts';
import { targetPeriod } from './target-period.ts';

/** Targets of backup.inventory, with what they protect, where they lie and how often they are written. */
export function joinBackupTargets(sources: Sources, look: Look): BackupTarget[] {
  const links = targetLinks(sources, look);
  const finder = guestFinder(look);
  return sources.of('backup.inventory').flatMap((document) => {
    const root = RowAt.root(document);
    const defaults = root.child('defaults');
    return root.rows('targets').flatMap((row) => target(row, defaults, { links, finder, look }));
  });
}

interface Joining {
  readonly links: TargetLinks;
  readonly finder: GuestFinder;
  readonly look: Look;
}

function target(row: RowAt, defaults: RowAt, { links, finder, look }: Joining): BackupTarget[] {
  const name = row.identity('name', 'id');
  if (!name) return [];
  const host = row.text('host') ?? laneHost(row, links);
  const keeper = host && look.named(host.value);
  const hostSite = keeper?.site;
  const facetStated = row.text('facet');
  const facet = facetOf(row, facetStated?.value);
  const { guests, dangling } = protectedGuests(row, name.value, hostSite, finder, look);
  const keptByGuest = keeper !== undefined && isGuest(keeper);
  const thing = { row, name: name.value, facet, guests, hostSite, keptByGuest };
  const site = protectedSite(thing, links, look);
  const scheduled = {
    row,
    name: name.value,
    facet,
    guests: guests.flatMap((key) => look.guest(key) ?? []),
    timezone: defaults.text('timezone')?.value ?? 'UTC',
    ...present({ site }),
  };
  return [
    {
      subject: subjectOf('target', name.value),
      at: name.at,
      name: name.value,
      enabled: row.flag('enabled') ?? true,
      facet,
      guests,
      danglingGuests: dangling,
      offsite: site !== undefined && hostSite !== undefined && site !== hostSite,
      ...present({
        site,
        facetStated,
        host,
        destinationSite: hostSite,
        basePath: row.text('base_path'),
        glob: row.text('glob'),
        staleAfterHours: row.number('stale_after_hours') ?? defaults.number('stale_after_hours'),
        classification: row.text('classification')?.value,
      }),
      ...targetPeriod(scheduled, links),
    },
  ];
}

function laneHost(row: RowAt, links: TargetLinks): Stated<string> | undefined {
  const lane = links.laneOf(row.text('destination_lane')?.value);
  return lane?.text('host') ?? lane?.texts('host_group')[0];
}

function facetOf(row: RowAt, stated: string | undefined): BackupTarget['facet'] {
  const word = stated?.toLowerCase();
  if (word === 'vm' || word === 'app') return word;
  if (isGuestDump(row.text('glob')?.value)) return 'vm';
  return /\bvzdump\b|^vm\b|^lxc\b|\bguest\b/i.test(row.text('kind')?.value ?? '') ? 'vm' : 'app';
}
