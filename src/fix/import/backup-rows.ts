import type { FoundGuest, FoundJob } from './facts.ts';
import type { Machines } from './machines.ts';

/** The jobs of a site as rows of backup.schedule. */
export const jobRows = (site: Machines): Record<string, unknown>[] =>
  site.jobs.map((job) => ({
    id: job.id,
    enabled: job.enabled,
    kind: 'vzdump',
    schedule_cron: job.cron,
    ...(job.retention !== undefined && { retention: job.retention }),
    inventory_targets: savedBy(job, site).map((guest) => targetName(job, site, guest)),
  }));

/** What they write as rows of backup.inventory, a target for each guest. */
export function targetRows(site: Machines): Record<string, unknown>[] {
  return site.jobs.flatMap((job) =>
    savedBy(job, site).map((guest) => ({
      name: targetName(job, site, guest),
      enabled: job.enabled,
      kind: 'file_glob',
      facet: 'vm',
      guests: [`${site.site}/${guest.vmid}`],
      host: guest.node,
      base_path: job.storage === 'local' ? '/var/lib/vz/dump' : `/mnt/pve/${job.storage}/dump`,
      glob: `vzdump-${guest.kind}-${guest.vmid}-*.${guest.kind === 'lxc' ? 'tar' : 'vma'}${job.ending}`,
      schedule: job.id,
    })),
  );
}

/** The guests of known kind that a job saves: the kind is part of the names of its files. */
const savedBy = (job: FoundJob, { guests }: Machines): FoundGuest[] =>
  guests.filter(
    ({ vmid, node, template, kind }) =>
      kind !== undefined &&
      !template &&
      (job.vmids?.includes(vmid) ?? !job.exclude.includes(vmid)) &&
      (job.node === undefined || job.node === node),
  );

const targetName = (job: FoundJob, { site }: Machines, { vmid }: FoundGuest): string =>
  `${site}-${vmid}-${job.id}`;
