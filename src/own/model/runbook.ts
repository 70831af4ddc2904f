import type { Runbook } from '../../estate/model/runbook.ts';
import { atValue } from '../../finding/place.ts';
import { any, fields, maybe, number, text, texts, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';

const RUNBOOK = fields('runbook', {
  file: text('Path of the file.'),
  title: text('Its title.'),
  site: maybe(text('Its site, when it has exactly one.')),
  sites: texts('Sites that it covers.'),
  has_pre_checks: truth('Whether it has a section of checks before the start.'),
  has_hard_stops: truth('Whether it says when to stop.'),
  has_rollback: truth('Whether it says how to go back.'),
  backup_max_age_hours: maybe(number('Age in hours that it allows the newest backup.')),
  row: any('Its front matter.'),
});

export const runbook = entityView<Runbook, typeof RUNBOOK>({
  shape: RUNBOOK,
  plural: 'runbooks',
  about: 'A runbook for a reboot.',
  reads: ['reboot.runbook'],
  all: (estate) => estate.runbooks,
  rowAt: ({ file }) => atValue(file),
  view: (one, { row }) => ({
    file: one.file,
    title: one.title,
    site: one.site ?? null,
    sites: one.sites.map(({ site }) => site),
    has_pre_checks: one.preChecks !== undefined,
    has_hard_stops: one.hardStops !== undefined,
    has_rollback: one.rollback !== undefined,
    backup_max_age_hours: one.backupMaxAgeHours?.value ?? null,
    get row() {
      return row(atValue(one.file));
    },
  }),
});
