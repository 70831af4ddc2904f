import { UNKNOWN } from '../../contract/draft.ts';
import type { ContractKind } from '../../contract/kinds.ts';
import type { Anchor } from '../../finding/place.ts';
import { quoted } from '../../finding/printable.ts';
import { nearest } from '../../finding/suggest.ts';
import { groupByNames } from '../../grouping/groups.ts';
import type { Stated } from '../model/entity.ts';
import type { Estate } from '../model/estate.ts';
import { RowAt } from '../reading/row-at.ts';
import { SITE_STATUSES, siteStatusOf } from '../reading/site-status.ts';
import { isTimeZone, timeZones } from '../reading/time-zone.ts';
import { oncePerEstate } from './once.ts';

export interface StrangeValue {
  readonly at: Anchor;
  readonly message: string;
}

const strangeValues = oncePerEstate(({ index }) => {
  const rootsOf = (kind: ContractKind) => index.loaded(kind).map(RowAt.root);
  const all = [
    ...rootsOf('topology.sites').flatMap((root) => root.rows('sites').flatMap(strangeStatus)),
    ...TIMED.flatMap(rootsOf).flatMap(timedRows).flatMap(strangeZone),
  ];
  return groupByNames(all, ({ at }) => [at.file]);
});

/** Values of the file of which the joins make something although they are none of those that there are. */
export const strangeValuesIn = (estate: Estate, file: string): readonly StrangeValue[] =>
  strangeValues(estate).get(file) ?? [];

const STATUS_WORDS = 'active, planned or retired';

function strangeStatus(site: RowAt): StrangeValue[] {
  const status = site.text('status');
  if (!status || status.value === UNKNOWN || siteStatusOf(status.value) !== undefined) return [];
  const id = site.text('id')?.value ?? '';
  const what = `the status of site "${id}"`;
  return [strange(status, what, ', so nothing is asked of the site', STATUS_WORDS, SITE_STATUSES)];
}

const TIMED: readonly ContractKind[] = [
  'topology.sites',
  'backup.inventory',
  'backup.schedule',
  'backup.calendar',
];

const timedRows = (root: RowAt): RowAt[] => [
  root,
  root.child('defaults'),
  ...['sites', 'jobs', 'events', 'schedule_classes'].flatMap((key) => root.rows(key)),
  ...root.child('model').rows('schedule_classes'),
];

function strangeZone(row: RowAt): StrangeValue[] {
  const zone = row.text('timezone');
  if (!zone || zone.value === UNKNOWN || isTimeZone(zone.value)) return [];
  return [strange(zone, 'timezone', '', 'a time zone such as "Etc/UTC"', timeZones())];
}

function strange(
  { value, at }: Stated<string>,
  what: string,
  harm: string,
  expected: string,
  known: readonly string[],
): StrangeValue {
  const near = nearest(value, known);
  const hint = near === undefined ? '' : `; did you mean "${near}"`;
  return { at, message: `${what} is ${quoted(value)}${harm}; expected ${expected}${hint}` };
}
