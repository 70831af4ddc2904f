import { groupByNames } from '../../../grouping/groups.ts';
import type { Look } from '../../look.ts';
import type { BackupTarget, RetentionRule } from '../../model/backup.ts';
import { RowAt } from '../../reading/row-at.ts';
import { isRow, textOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';
import { destinationLanes, runtimeUnits } from './backup-sources.ts';

/** Rules by which old copies go away, from jobs, targets, lanes and units. A budget in GB or files is none. */
export function joinRetention(
  sources: Sources,
  look: Look,
  targets: readonly BackupTarget[],
): RetentionRule[] {
  const units = runtimeUnits(sources).filter(isEnabled);
  const sitesOf = siteReader(look, targets, units);
  return [
    ...jobs(sources).flatMap((row) => jobRules(row, sitesOf.job(row))),
    ...inventoryRows(sources, 'targets').flatMap((row) => rulesOf(row, 'target', sitesOf.target(row))),
    ...units.flatMap((row) => rulesOf(row, 'unit', sitesOf.unit(row))),
    ...destinationLanes(sources)
      .filter(isEnabled)
      .flatMap((row) => rulesOf(row, 'lane', sitesOf.lane(row))),
    ...defaultRules(sources, targets),
  ];
}

const jobs = (sources: Sources): RowAt[] =>
  sources
    .of('backup.schedule')
    .flatMap((document) => RowAt.root(document).rows('jobs'))
    .filter(isEnabled);

const inventoryRows = (sources: Sources, key: string): RowAt[] =>
  sources
    .of('backup.inventory')
    .flatMap((document) => RowAt.root(document).rows(key))
    .filter(isEnabled);

const isEnabled = (row: RowAt): boolean => row.flag('enabled') !== false;

/** Which sites a rule covers, by where it is written. */
function siteReader(look: Look, targets: readonly BackupTarget[], units: readonly RowAt[]) {
  const usersOfLane = groupByNames(units, (user) => [user.text('destination_lane')?.value ?? '']);
  const siteOfTarget = new Map(
    targets.flatMap(({ name, site }) => (site === undefined ? [] : [[name, site]])),
  );
  const named = (row: RowAt, keys: readonly string[], find: (name: string) => string | undefined) =>
    distinct(keys.flatMap((key) => row.texts(key).flatMap(({ value }) => find(value) ?? [])));
  const host = (name: string) => look.named(name)?.site;
  const target = (name: string) => siteOfTarget.get(name);
  const unit = (row: RowAt) => named(row, ['hostname'], host);
  return {
    unit,
    target: (row: RowAt) => distinct([target(row.identity('name', 'id')?.value ?? '') ?? []].flat()),
    job: (row: RowAt) => {
      const found = named(
        row,
        ['inventory_target', 'inventory_targets', 'vm_lifecycle_backup_target'],
        target,
      );
      return found.length > 0 ? found : named(row, ['host'], host);
    },
    lane: (row: RowAt) => {
      const users = usersOfLane.get(String(row.path.at(-1))) ?? [];
      const found = distinct(users.flatMap(unit));
      return found.length > 0 ? found : named(row, ['host', 'host_group'], host);
    },
  };
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** Rules under `defaults` hold for every enabled target of the file. */
function defaultRules(sources: Sources, targets: readonly BackupTarget[]): RetentionRule[] {
  const byFile = groupByNames(targets, ({ at }) => [at.file]);
  return sources.of('backup.inventory').flatMap((document) => {
    const sites = (byFile.get(document.file) ?? []).flatMap(({ enabled, site }) =>
      enabled && site !== undefined ? [site] : [],
    );
    return rulesOf(RowAt.root(document).child('defaults'), 'defaults', distinct(sites));
  });
}

const RULE_KEY = /^(?:retention(?:[_-].+)?|keep(?:[_-].+)?|prune(?:[_-].+)?)$/i;
const REFERS_ELSEWHERE = /[_-](?:class|note|notes|ref|evidence)$/i;

function rulesOf(row: RowAt, what: string, sites: readonly string[]): RetentionRule[] {
  const id = row.identity('id', 'name', 'unit_id')?.value ?? what;
  return Object.entries(row.row).flatMap(([key, value]) => {
    if (!RULE_KEY.test(key) || REFERS_ELSEWHERE.test(key) || !prunes(value)) return [];
    return [{ text: `${what} "${id}": ${key} ${wordsOf(value)}`, at: row.at(key), sites }];
  });
}

/** A rule of which every number is zero, such as `keep-last=0`. */
export const keepsZero = (text: string): boolean => /0/.test(text) && !/[1-9]/.test(text);

/** Nothing, zero, `none` and `keep-all` keep every copy. */
function prunes(value: unknown): boolean {
  if (isRow(value)) return Object.values(value).some(prunes);
  if (Array.isArray(value)) return value.some(prunes);
  const text = textOf(value)?.trim().toLowerCase() ?? '';
  return (
    !keepsZero(text) && !/^(?:|0|false|no|none|never|off|unlimited|forever|keep[-_]all(?:=1)?)$/.test(text)
  );
}

/** A job that exists to prune is a rule even when it does not say how much it keeps. */
function jobRules(row: RowAt, sites: readonly string[]): RetentionRule[] {
  const rules = rulesOf(row, 'job', sites);
  const kind = row.text('kind');
  if (rules.length > 0 || !kind || !/prune|retention|rotat/i.test(kind.value)) return rules;
  return [{ text: `job "${row.identity('id')?.value ?? ''}": kind ${kind.value}`, at: kind.at, sites }];
}

function wordsOf(value: unknown): string {
  return isRow(value) || Array.isArray(value) ? JSON.stringify(value) : (textOf(value) ?? '');
}
