import type { ContractKind } from '../../contract/kinds.ts';
import { collectionAnchor } from '../../estate/ask/collection-key.ts';
import type { Estate } from '../../estate/model/estate.ts';
import { isRow, rowOf } from '../../estate/reading/values.ts';
import type { Change } from '../change.ts';
import type { NewSite } from './new-site.ts';

/** The bindings of a new site: a row in every contract that lists sites or machines, as far as the estate has it. */
export function bindingsOf(estate: Estate, site: NewSite): Change[] {
  return [
    ...topology(estate, site),
    ...placement(estate, site),
    ...maintenance(estate, site),
    ...order(estate, site),
    ...reached(estate, site),
  ];
}

function fileOf(estate: Estate, kind: ContractKind, path: readonly string[]): string | undefined {
  return collectionAnchor(estate, kind, path)?.file;
}

function topology(estate: Estate, site: NewSite): Change[] {
  const file = fileOf(estate, 'topology.sites', ['sites']);
  if (file === undefined) return [];
  const ids = site.hypervisors.map((node) => node.id);
  const value = {
    id: site.id,
    status: 'active',
    lan_cidr: site.lan,
    ...(site.timezone !== undefined && { timezone: site.timezone }),
    proxmox_alias: ids[0],
    hypervisors: ids,
    nas: site.nas.map((node) => node.id),
    vmid_range: `${site.vmids.from}-${site.vmids.to}`,
    compose_targets: [],
  };
  return [{ kind: 'item', file, path: ['sites'], value }];
}

function placement(estate: Estate, site: NewSite): Change[] {
  const file = fileOf(estate, 'infra.placement.policy', ['sites']);
  if (file === undefined) return [];
  const value = {
    proxmox_hosts: site.hypervisors.map((node) => node.id),
    vmid_min: site.vmids.from,
    vmid_max: site.vmids.to,
  };
  const data = rowOf(estate.documents.find((document) => document.file === file)?.data);
  const host = (kind: string) => (node: { readonly id: string }) =>
    ({ kind: 'pair', file, path: ['hosts'], key: node.id, value: { site: site.id, kind } }) as const;
  return [
    { kind: 'pair', file, path: ['sites'], key: site.id, value },
    ...(isRow(data.hosts)
      ? [...site.hypervisors.map(host('proxmox')), ...site.nas.map(host('storage'))]
      : []),
  ];
}

function maintenance(estate: Estate, site: NewSite): Change[] {
  const file = fileOf(estate, 'infra.maintenance.transaction.contract', ['sites']);
  const value = { id: site.id, host_id: site.hypervisors[0]!.id };
  return file === undefined ? [] : [{ kind: 'item', file, path: ['sites'], value }];
}

/** NAS first and last, in the version that the orders of the other sites have. */
function order(estate: Estate, site: NewSite): Change[] {
  const file = fileOf(estate, 'startup.sequencing', ['lifecycle']);
  if (file === undefined) return [];
  const old =
    estate.sequences.some((one) => one.version === 3) && !estate.sequences.some((one) => one.version === 4);
  const start = [...site.nas, ...site.hypervisors].map((node) => node.id);
  const lists = { startup_order: start, shutdown_order: start.toReversed() };
  const row: Change = old
    ? { kind: 'pair', file, path: [], key: `${site.id}_vm_lifecycle`, value: emptyVersion3(site) }
    : { kind: 'pair', file, path: ['lifecycle'], key: site.id, value: lists };
  return [row, ...(estate.phases.length > 0 ? phasesOf(estate, file, site) : [])];
}

const emptyVersion3 = (site: NewSite) => ({
  host_id: site.hypervisors[0]!.id,
  active_vm_ids: [],
  startup_order: [],
  shutdown_order: [],
});

function phasesOf(estate: Estate, file: string, site: NewSite): Change[] {
  const first = (Math.floor(Math.max(...estate.phases.map((phase) => phase.number)) / 10) + 1) * 10;
  const groups = [
    { label: 'Storage', nodes: site.nas },
    { label: 'Hypervisor', nodes: site.hypervisors },
  ].filter(({ nodes }) => nodes.length > 0);
  return groups.map(({ label, nodes }, index) => ({
    kind: 'item',
    file,
    path: ['phases'],
    value: { phase: first + index, site: site.id, label, hosts: nodes.map(({ id }) => ({ target: id })) },
  }));
}

/** How each machine is reached. */
function reached(estate: Estate, site: NewSite): Change[] {
  const file = fileOf(estate, 'ssh.targets', ['ssh', 'targets']);
  if (file === undefined) return [];
  const row =
    (tag: string, description: string) => (node: { readonly id: string; readonly address: string }) =>
      ({
        kind: 'item',
        file,
        path: ['ssh', 'targets'],
        value: { id: node.id, host: node.address, tags: [tag, site.id], description },
      }) as const;
  return [...site.hypervisors.map(row('proxmox', 'Hypervisor')), ...site.nas.map(row('storage', 'NAS'))];
}
