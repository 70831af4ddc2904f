import { groupByNames } from '../../../grouping/groups.ts';
import type { Look } from '../../look.ts';
import { RowAt } from '../../reading/row-at.ts';
import type { Sources } from '../../sources.ts';
import { type DumpEvent, dumpEventsBySite } from './dump-events.ts';
import { type Schedule, type Schedules, schedulesOf } from './schedules.ts';

/** What other rows say of a backup target. */
export interface TargetLinks {
  readonly schedules: Schedules;
  /** Runtime units that list the target. */
  readonly unitsOf: (target: string) => readonly RowAt[];
  /** Enabled jobs that write the target. */
  /** Jobs that write a target; one that is switched off has no period. */
  readonly jobsOf: (target: string) => readonly Schedule[];
  readonly laneOf: (lane: string | undefined) => RowAt | undefined;
  /** Calendar events that write the guest dumps of a site. */
  readonly dumpEventsOf: (site: string) => readonly DumpEvent[];
  /** Where a service of the registry or a stack runs. */
  readonly siteOfService: (id: string) => string | undefined;
}

export function targetLinks(sources: Sources, look: Look): TargetLinks {
  const schedules = schedulesOf(sources);
  const units = groupByNames(runtimeUnits(sources), (unit) =>
    unit.texts('inventory_targets').map(({ value }) => value),
  );
  const writers = schedules.jobs.filter(writes);
  const jobs = groupByNames(writers, ({ row }) =>
    ['inventory_target', 'inventory_targets', 'vm_lifecycle_backup_target'].flatMap((key) =>
      row.texts(key).map(({ value }) => value),
    ),
  );
  const lanes = new Map(destinationLanes(sources).map((lane) => [String(lane.path.at(-1)), lane]));
  const events = dumpEventsBySite(schedules.events, look);
  const services = serviceSites(sources, look);
  return {
    schedules,
    unitsOf: (target) => units.get(target) ?? [],
    jobsOf: (target) => jobs.get(target) ?? [],
    laneOf: (lane) => lanes.get(lane ?? ''),
    dumpEventsOf: (site) => events.get(site) ?? [],
    siteOfService: (id) => services.get(id),
  };
}

/** Drills, checks, monitors and pruning write no backup; a job that is switched off would. */
function writes({ row }: Schedule): boolean {
  return !/drill|restore|monitor|verif|check|report|prune/i.test(row.text('kind')?.value ?? '');
}

export function runtimeUnits(sources: Sources): RowAt[] {
  return sources.of('backup.inventory').flatMap((document) => {
    const root = RowAt.root(document);
    return [...root.rows('runtime_units'), ...root.child('model').rows('runtime_units')];
  });
}

export function destinationLanes(sources: Sources): RowAt[] {
  return sources.of('backup.inventory').flatMap((document) => {
    const root = RowAt.root(document);
    return [...root.child('model').rows('destination_lanes'), ...root.rows('destination_lanes')];
  });
}

/** Services of the registry, stacks of the compose targets, stacks and services of guests: those that run at one site. */
function serviceSites(sources: Sources, look: Look): Map<string, string> {
  const siteOf = (row: RowAt, key: string) => look.named(row.text(key)?.value ?? '')?.site;
  const registry = sources
    .of('service.registry')
    .flatMap((document) => RowAt.root(document).rows('services'));
  const compose = sources
    .of('docker.compose.targets')
    .flatMap((document) => RowAt.root(document).rows('targets'))
    .filter((row) => row.flag('enabled') !== false);
  return onlyAtOneSite([
    ...registry.map((row) => [String(row.path.at(-1)), siteOf(row, 'host')] as const),
    ...compose.flatMap((row) =>
      row
        .rows('stacks')
        .map((stack) => [stack.text('name')?.value ?? '', siteOf(row, 'ssh_target')] as const),
    ),
    ...look.guests
      .filter((guest) => guest.state === 'active')
      .flatMap(({ site, stacks, services }) => [...stacks, ...services].map((name) => [name, site] as const)),
  ]);
}

function onlyAtOneSite(pairs: readonly (readonly [string, string | undefined])[]): Map<string, string> {
  const sites = new Map<string, string>();
  const several = new Set<string>();
  for (const [name, site] of pairs) {
    if (site !== undefined && (sites.get(name) ?? site) !== site) several.add(name);
    else if (site !== undefined) sites.set(name, site);
  }
  for (const name of several) sites.delete(name);
  return sites;
}
