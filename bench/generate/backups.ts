import type { Value } from './emit.ts';
import type { Guest, Site } from './site.ts';

type Rows = Record<string, Value>;

const images = (site: Site): string => `/mnt/pve/archive-${site.id}/dump`;
const awayPath = (site: Site): string => `/volume1/offsite-${site.id}/dump`;
export const primaryOf = (guest: Guest): string => `${guest.name}-primary`;
const awayOf = (guest: Guest): string => `${guest.name}-away`;
const exportOf = (guest: Guest): string => `${guest.name}-export`;
const jobOf = (site: Site, job: string): string => `${site.id}-${job}`;

const globOf = ({ kind, vmid }: Guest): string =>
  kind === 'qemu' ? `vzdump-qemu-${vmid}-*.vma.zst` : `vzdump-lxc-${vmid}-*.tar.zst`;

const JOBS: readonly { job: string; cron: string; hour: number; minute: number; minutes: number }[] = [
  { job: 'vm-nightly', cron: '15 2 * * *', hour: 2, minute: 15, minutes: 60 },
  { job: 'app-nightly', cron: '45 1 * * *', hour: 1, minute: 45, minutes: 10 },
  { job: 'offsite-nightly', cron: '30 4 * * *', hour: 4, minute: 30, minutes: 60 },
];

export function inventory(site: Site): Rows {
  const lanes = {
    [jobOf(site, 'images')]: { host: site.hypervisor, base_path: images(site), max_total_gb: 900 },
    [jobOf(site, 'exports')]: { host: site.nas, base_path: '/volume1/data/.backup', max_total_gb: 40 },
    [jobOf(site, 'away')]: { host: site.away.nas, base_path: awayPath(site), max_total_gb: 600 },
  };
  const classes = JOBS.map(({ job, cron }) => [jobOf(site, job), { cron, timezone: 'Etc/UTC' }]);
  return {
    version: 1,
    model: {
      schedule_classes: Object.fromEntries(classes),
      destination_lanes: lanes,
      restore_classes: { 'dry-quarterly': { mode: 'dry_run', cadence: 'quarterly' } },
    },
    runtime_units: site.guests.map((guest) => unit(site, guest)),
    targets: site.guests.flatMap((guest) => targets(site, guest)),
  };
}

function unit(site: Site, guest: Guest): Value {
  return {
    unit_id: `${guest.kind}-${guest.vmid}-${guest.name}`,
    kind: guest.kind === 'qemu' ? 'vm' : 'lxc',
    hostname: guest.name,
    data_class: 'machine-image',
    include_paths: [images(site)],
    destination_lane: jobOf(site, 'images'),
    schedule_class: jobOf(site, 'vm-nightly'),
    restore_class: 'dry-quarterly',
    inventory_targets: [primaryOf(guest), awayOf(guest)],
    backup_admission_state: 'production_ready',
  };
}

function targets(site: Site, guest: Guest): Value[] {
  const common = { enabled: true, kind: 'file_glob' };
  const guests = [`${site.id}/${guest.vmid}`];
  const image = (name: string, facet: string, job: string, host: string, path: string): Value => ({
    name,
    ...common,
    facet,
    guests,
    schedule: jobOf(site, job),
    host,
    base_path: path,
    glob: globOf(guest),
    stale_after_hours: 30,
    classification: 'important',
  });
  return [
    image(primaryOf(guest), 'vm', 'vm-nightly', site.hypervisor, images(site)),
    image(awayOf(guest), 'offsite', 'offsite-nightly', site.away.nas, awayPath(site)),
    ...(guest.data
      ? [
          {
            name: exportOf(guest),
            ...common,
            facet: 'app',
            guests,
            schedule: jobOf(site, 'app-nightly'),
            host: site.nas,
            base_path: '/volume1/data/.backup',
            glob: `${guest.name}-*.sql.gz`,
            stale_after_hours: 28,
            classification: 'important',
          },
        ]
      : []),
  ];
}

const withData = (site: Site): Guest[] => site.guests.filter((guest) => guest.data);

export function schedule(site: Site): Rows {
  const [nightly, exports, away] = JOBS.map(({ job, cron, minutes }) => ({
    id: jobOf(site, job),
    enabled: true,
    schedule_cron: cron,
    schedule_class: jobOf(site, job),
    duration_minutes: minutes,
  }));
  return {
    version: 1,
    timezone: 'Etc/UTC',
    jobs: [
      {
        ...nightly!,
        kind: 'vm-vzdump',
        stack: 'all',
        host: site.hypervisor,
        inventory_targets: site.guests.map(primaryOf),
        retention: 'keep-last=5',
      },
      {
        ...exports!,
        kind: 'pg-dump',
        stack: 'data',
        host: site.guests.find((guest) => guest.data)?.name ?? site.nas,
        inventory_targets: withData(site).map(exportOf),
        retention_days: 30,
        output_dir: '/srv/data/.backup',
      },
      {
        ...away!,
        kind: 'filesystem-snapshot',
        stack: 'all',
        host: site.nas,
        inventory_targets: site.guests.map(awayOf),
        output_dir: awayPath(site),
        retention: 'keep-last=2',
      },
    ],
  };
}

export const calendar = (site: Site): Rows => ({
  version: 1,
  events: JOBS.map(({ job, hour, minute, minutes }) => ({
    id: jobOf(site, job),
    summary: `${site.id}: ${job}`,
    freq: 'DAILY',
    byhour: hour,
    byminute: minute,
    duration_minutes: minutes,
    description: 'See the schedule.',
    source: 'ops/bindings/backup.schedule.yaml',
  })),
});

/** What was seen a few hours before the moment at which the estate is judged. */
export const observed = (sites: readonly Site[], at: string, newest: string): Rows => ({
  version: 1,
  observed_at: at,
  targets: sites.flatMap((site) =>
    site.guests.flatMap((guest) =>
      [primaryOf(guest), awayOf(guest), ...(guest.data ? [exportOf(guest)] : [])].map((name) => ({
        name,
        newest_at: newest,
        size_bytes: 3221225472,
        state: 'ok',
      })),
    ),
  ),
});
