import { DRAFT } from '../../contract/draft.ts';
import type { ContractKind } from '../../contract/kinds.ts';
import { usualFile } from '../../contract/kinds.ts';
import { blockLines } from '../yaml/render.ts';
import { jobRows, targetRows } from './backup-rows.ts';
import type { FoundGuest } from './facts.ts';
import type { Machines } from './machines.ts';
import { lanOf, vmidRange } from './ranges.ts';

/** A contract of a new estate. */
export interface NewContract {
  readonly kind: ContractKind;
  readonly file: string;
  readonly text: string;
}

const FOLDER = 'ops/bindings';

/** The contracts that can be written from what is known of the machines; `day` is the day of the import. */
export function contractsOf(sites: readonly Machines[], day: string): NewContract[] {
  const contract = (kind: ContractKind, about: string, data: Record<string, unknown>): NewContract => ({
    kind,
    file: `${FOLDER}/${usualFile(kind)}`,
    text: `# ${about}\n${blockLines({ updated: day, ...data }).join('\n')}\n`,
  });
  const guests = sites.some((site) => site.guests.length > 0);
  const storages = sites.some((site) => site.storages.size > 0);
  const machines = sites.some((site) => site.hypervisors.length + site.nas.length > 0);
  return [
    marked(contract('topology.sites', 'Sites of the estate.', { sites: sites.map(topologyRow) })),
    contract('startup.sequencing', 'Start and stop order of nodes and guests, site by site.', {
      version: 4,
      lifecycle: Object.fromEntries(sites.map((site) => [site.site, orderOf(site)])),
      dependencies: sites.flatMap(dependenciesOf),
    }),
    contract('infra.maintenance.transaction.contract', 'How a maintenance window runs, site by site.', {
      sites: sites.map(({ site, hypervisors }) => ({
        id: site,
        ...(hypervisors[0] && { host_id: hypervisors[0].id }),
      })),
    }),
    ...(machines
      ? [
          contract('ssh.targets', 'How each machine is reached.', {
            ssh: { targets: sites.flatMap(targetsOf) },
          }),
        ]
      : []),
    ...(guests
      ? [contract('vm.lifecycle', 'State of every guest, VM or container.', { vms: sites.flatMap(rowsOf) })]
      : []),
    ...(guests || storages
      ? [contract('infra.storage.placement.policy', 'Where disks and shares lie.', placement(sites))]
      : []),
    ...(sites.some(({ jobs }) => jobs.length > 0)
      ? [
          contract('backup.schedule', 'When what is saved.', { jobs: sites.flatMap(jobRows) }),
          contract('backup.inventory', 'What is saved, and where the files lie.', {
            targets: sites.flatMap(targetRows),
          }),
        ]
      : []),
  ];
}

/** What was gathered from what was seen is a draft: somebody has to say that it is so. */
const marked = (contract: NewContract): NewContract => ({
  ...contract,
  text: contract.text.replaceAll(/^ *- \{.*\}$/gm, (row) =>
    /\b(?:lan_cidr|vmid_range): /.test(row) ? `${row} ${DRAFT}` : row,
  ),
});

function topologyRow({ site, hypervisors, nas, guests }: Machines): Record<string, unknown> {
  const lan = lanOf([...hypervisors, ...nas]);
  const range = vmidRange(guests);
  return {
    id: site,
    status: 'active',
    ...(hypervisors[0] && { proxmox_alias: hypervisors[0].id }),
    hypervisors: hypervisors.map((node) => node.id),
    nas: nas.map((node) => node.id),
    ...(lan !== undefined && { lan_cidr: lan }),
    ...(range !== undefined && { vmid_range: range }),
  };
}

/** Those that start: what was seen stopped is written as planned, and no order holds it. */
const starts = (guest: FoundGuest): boolean => !guest.template && guest.runs !== false;

function orderOf({ hypervisors, nas, guests }: Machines): Record<string, unknown> {
  const start = [
    ...nas.map((node) => node.id),
    ...hypervisors.map((node) => node.id),
    ...guests.filter(starts).map((guest) => guest.vmid),
  ];
  const templates = guests.filter((guest) => guest.template).map((guest) => guest.vmid);
  return {
    startup_order: start,
    shutdown_order: start.toReversed(),
    ...(templates.length > 0 && { template_vm_ids: templates }),
  };
}

function dependenciesOf({ storages, hypervisors }: Machines): Record<string, unknown>[] {
  return [...storages].flatMap(([id, { nas, storage }]) =>
    hypervisors
      .filter((node) => node.id !== nas && (storage.nodes?.includes(node.id) ?? true))
      .map((node) => ({
        consumer: node.id,
        provider: nas,
        via: 'nfs',
        mount: `/mnt/pve/${id}`,
        required: true,
      })),
  );
}

function targetsOf({ site, hypervisors, nas }: Machines): Record<string, unknown>[] {
  const tag = { hypervisor: 'proxmox', nas: 'storage' };
  return [...hypervisors, ...nas].map(({ id, kind, address }) => ({
    id,
    ...(address !== undefined && { host: address }),
    tags: [tag[kind], site],
  }));
}

function rowsOf({ guests }: Machines): Record<string, unknown>[] {
  return guests.map((guest) => ({
    id: guest.vmid,
    ...(guest.name !== undefined && { hostname: guest.name }),
    proxmox_host: guest.node,
    ...(guest.kind === 'lxc' && { vm_type: 'lxc' }),
    status: guest.template ? 'template' : starts(guest) ? 'active' : 'provisioned',
  }));
}

function placement(sites: readonly Machines[]): Record<string, unknown> {
  const storages = sites.flatMap((site) => [...site.storages].map(([id, { nas }]) => [id, nas]));
  const guests = sites.flatMap(({ site, guests: own }) =>
    own
      .filter(starts)
      .map((guest) => [
        guest.name ?? `guest-${guest.vmid}`,
        { vmid: guest.vmid, site, ...(guest.kind && { kind: guest.kind }) },
      ]),
  );
  return { host_storages: Object.fromEntries(storages), vm_storage: Object.fromEntries(guests) };
}

/** In words what no import tells, so that somebody has to write it. */
export function unknownOf(sites: readonly Machines[]): string[] {
  return [
    ...sites.flatMap(({ site, hypervisors, nas, guests }) => [
      ...rangeWords(site, lanOf([...hypervisors, ...nas]), vmidRange(guests)),
      ...(hypervisors.length === 0 ? [`site "${site}": its hypervisor (topology.sites.yaml)`] : []),
      ...[...hypervisors, ...nas]
        .filter((node) => node.address === undefined)
        .map((node) => `"${node.id}": its address (ssh.targets.yaml)`),
      ...guests
        .filter((guest) => !guest.kind)
        .map((guest) => `guest ${guest.vmid}: VM or container (vm.lifecycle.yaml)`),
      ...guests
        .filter((guest) => guest.runs === false && !guest.template)
        .map(
          (guest) =>
            `guest ${guest.vmid}: it was stopped and is written as "provisioned"; active or retired?`,
        ),
    ]),
    'which of the guests need which others (dependencies of startup.sequencing.yaml)',
    ...(sites.every(({ jobs }) => jobs.length > 0)
      ? [
          'how long a backup takes and how old it may be, its class, and other backups than those of Proxmox (backup.inventory.yaml)',
        ]
      : ['backups and their schedules (backup.inventory.yaml, backup.schedule.yaml)']),
    'probes (services.health.yaml), promised availability (SERVICE_REGISTRY.yaml), capabilities (capabilities.yaml)',
    'out-of-band devices, waker and limits of a window (infra.maintenance.transaction.contract.yaml), reboot runbooks',
  ];
}

/** What topology.sites.yaml lacks of a site, and what was taken from what was seen. */
const rangeWords = (site: string, lan: string | undefined, range: string | undefined): string[] => [
  lan === undefined
    ? `site "${site}": its LAN (topology.sites.yaml)`
    : `site "${site}": whether its LAN is ${lan}, in which the addresses of its machines lie (topology.sites.yaml)`,
  range === undefined
    ? `site "${site}": its range of VMIDs (topology.sites.yaml)`
    : `site "${site}": whether its range of VMIDs is ${range}, in which those seen lie (topology.sites.yaml)`,
];
