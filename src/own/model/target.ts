import type { BackupTarget } from '../../estate/model/backup.ts';
import type { ValueOf } from '../shape.ts';
import { any, fields, integer, maybe, number, text, texts, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';
import type { Look } from './look.ts';
import { whole } from './site.ts';

export const TARGET = fields('target', {
  name: text('Name of the target.'),
  site: maybe(text('Site of what it protects.')),
  enabled: truth('Whether it is switched on.'),
  facet: text('`vm` or `app`.'),
  guests: texts('Keys of the guests that it protects.'),
  host: maybe(text('Node or ssh target that holds the files.')),
  destination_site: maybe(text('Site of that host.')),
  offsite: truth('Whether the files lie at another site than what they protect.'),
  base_path: maybe(text('Folder of the files.')),
  glob: maybe(text('Pattern of the file names.')),
  stale_after_hours: maybe(number('Hours after which the newest copy is stale.')),
  period_hours: maybe(number('Longest distance of two runs of its schedule, hours.')),
  classification: maybe(text('Such as `critical` or `rebuildable`.')),
  observed_state: maybe(text('State in the freshness snapshot: `ok`, `missing`, `partial`, `unreachable`.')),
  newest_at: maybe(text('Time of the newest copy in the freshness snapshot, as written.')),
  size_bytes: maybe(integer('Size of the newest copy.')),
  row: any('Its row as backup.inventory holds it.'),
});

export function targetView(one: BackupTarget, { estate, row }: Look): ValueOf<typeof TARGET> {
  const seen = estate.index.observation(one.name);
  return {
    name: one.name,
    site: one.site ?? null,
    enabled: one.enabled,
    facet: one.facet,
    guests: one.guests,
    host: one.host?.value ?? null,
    destination_site: one.destinationSite ?? null,
    offsite: one.offsite,
    base_path: one.basePath?.value ?? null,
    glob: one.glob?.value ?? null,
    stale_after_hours: one.staleAfterHours?.value ?? null,
    period_hours: one.period?.hours ?? null,
    classification: one.classification ?? null,
    observed_state: seen?.state ?? null,
    newest_at: seen?.newestAt?.value ?? null,
    size_bytes: whole(seen?.sizeBytes),
    get row() {
      return row(one.at);
    },
  };
}

export const target = entityView<BackupTarget, typeof TARGET>({
  shape: TARGET,
  plural: 'targets',
  about: 'A backup target.',
  reads: ['backup.inventory', 'backup.schedule'],
  all: (estate) => estate.backupTargets,
  view: targetView,
});
