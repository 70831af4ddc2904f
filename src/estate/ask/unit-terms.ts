import { groupByNames } from '../../grouping/groups.ts';
import type { BackupTarget } from '../model/backup.ts';
import type { Estate } from '../model/estate.ts';
import { referenceOf } from '../reading/reference.ts';
import { RowAt } from '../reading/row-at.ts';
import { oncePerEstate } from './once.ts';

/** Whether one of the targets of a unit is as a field of the unit says; undefined where nothing tells. */
export type Term = (value: string, targets: readonly BackupTarget[], estate: Estate) => boolean | undefined;

/** By the class that a target names as its schedule, or that the jobs which write it have. */
export const isWrittenThen: Term = (group, targets, estate) => {
  const written = targets.map((target) => classesOf(target, estate));
  const isTold = written.length > 0 && written.every((all) => all.length > 0) && classes(estate).has(group);
  return isTold ? written.some((all) => all.includes(group)) : undefined;
};

function classesOf({ name }: BackupTarget, estate: Estate): string[] {
  const stated = rowsOfTargets(estate).get(name)?.[0]?.text('schedule')?.value ?? '';
  const writers = [...(jobsOfTargets(estate).get(name) ?? []), ...(jobsById(estate).get(stated) ?? [])];
  return [stated, ...writers.flatMap(classOf)].filter((one) => classes(estate).has(one));
}

const classOf = (job: RowAt): string[] => job.texts('schedule_class').map(({ value }) => value);

const classes = oncePerEstate(
  (estate): ReadonlySet<string> =>
    new Set([
      ...jobs(estate).flatMap(classOf),
      ...[
        ...inventories(estate).map((root) => root.child('model')),
        ...roots('backup.schedule', estate),
      ].flatMap((root) => Object.keys(root.child('schedule_classes').row)),
    ]),
);

const roots = (kind: 'backup.inventory' | 'backup.schedule', { index }: Estate): RowAt[] =>
  index.loaded(kind).map(RowAt.root);

const inventories = (estate: Estate) => roots('backup.inventory', estate);

const rowsOfTargets = oncePerEstate((estate) =>
  groupByNames(
    inventories(estate).flatMap((root) => root.rows('targets')),
    (row) => [row.identity('name', 'id')?.value ?? ''],
  ),
);

const jobs = oncePerEstate((estate) =>
  roots('backup.schedule', estate)
    .flatMap((root) => root.rows('jobs'))
    .filter((row) => row.flag('enabled') !== false),
);

const jobsById = oncePerEstate((estate) =>
  groupByNames(jobs(estate), (row) => [row.identity('id')?.value ?? '']),
);

const jobsOfTargets = oncePerEstate((estate) =>
  groupByNames(jobs(estate), (row) =>
    ['inventory_target', 'inventory_targets', 'vm_lifecycle_backup_target'].flatMap((key) =>
      row.texts(key).map(({ value }) => value),
    ),
  ),
);

/** On a machine of the lane, or on one that mounts from the same as the lane does. */
export const isKeptThere: Term = (lane, targets, estate) => {
  const hosts = lanes(estate)
    .get(lane)
    ?.flatMap((row) => [...row.texts('host'), ...row.texts('host_group')])
    .map(({ value }) => nameOf(value, estate));
  if (!hosts || hosts.length === 0 || targets.length === 0 || targets.some(({ host }) => !host))
    return undefined;
  const near = new Set(hosts.flatMap((host) => [host, ...providersOf(host, estate)]));
  return targets.some(({ host, offsite }) => {
    const own = nameOf(host!.value, estate);
    return [own, ...providersOf(own, estate)].some((place) =>
      offsite ? hosts.includes(place) : near.has(place),
    );
  });
};

const lanes = oncePerEstate((estate) =>
  groupByNames(
    inventories(estate).flatMap((root) => [
      ...root.child('model').rows('destination_lanes'),
      ...root.rows('destination_lanes'),
    ]),
    (row) => [String(row.path.at(-1))],
  ),
);

function nameOf(host: string, { index }: Estate): string {
  const machine = index.named(host);
  return machine ? referenceOf(machine) : host;
}

const providers = oncePerEstate((estate) =>
  groupByNames(estate.mounts, ({ consumer }) => [consumer ? referenceOf(consumer) : '']),
);

const providersOf = (host: string, estate: Estate): string[] =>
  (providers(estate).get(host) ?? []).flatMap(({ provider }) => (provider ? [referenceOf(provider)] : []));
