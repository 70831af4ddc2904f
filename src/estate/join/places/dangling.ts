import type { ContractKind } from '../../../contract/kinds.ts';
import { type Anchor, atValue } from '../../../finding/place.ts';
import type { Look } from '../../look.ts';
import type { DanglingReference } from '../../model/contract.ts';
import { listOf, type Row, rowOf, textOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';

/** One field of a contract's rows that names something elsewhere. */
interface Link {
  readonly kind: ContractKind;
  readonly field: string;
  readonly expected: string;
  readonly known: ReadonlySet<string>;
  /** Whether a value resolves although it is not in `known`. */
  readonly also?: (value: string) => boolean;
  readonly severity?: DanglingReference['severity'];
  /** Kinds that declare what is named: while one of their files cannot be read, nothing is known to be missing. */
  readonly declaredIn: readonly ContractKind[];
}

/** References between contracts that resolve to nothing. Rows that are switched off or gone are passed over. */
export function danglingReferences(sources: Sources, look: Look): DanglingReference[] {
  const hosts = (value: string) => look.named(value) !== undefined;
  const sshIds = new Set(
    sources.of('ssh.targets').flatMap(({ data }) => listOf(rowOf(data?.ssh).targets).flatMap(idOf)),
  );
  const compose = keysOf(sources, 'docker.compose.targets', 'targets');
  const capabilities = keysOf(sources, 'capabilities', 'capabilities');
  const targets = new Set(
    sources.of('backup.inventory').flatMap(({ data }) => listOf(data?.targets).flatMap(nameOf)),
  );
  const ssh = { expected: 'an id of ssh.targets', known: sshIds, declaredIn: ['ssh.targets'] as const };
  const node = {
    expected: 'a host that a contract declares',
    known: sshIds,
    also: hosts,
    declaredIn: HOST_KINDS,
  };
  const observed = (value: string) => hosts(value) || isSpoken(value, look);
  const site = {
    expected: 'a site of topology.sites',
    known: new Set(look.sites.map(({ id }) => id)),
    declaredIn: ['topology.sites'] as const,
    severity: 'warning' as const,
  };
  const target = {
    expected: 'a target name of backup.inventory',
    known: targets,
    declaredIn: ['backup.inventory'] as const,
  };
  const lanes = new Set(modelKeys(sources, 'destination_lanes'));
  const classes = new Set([
    ...modelKeys(sources, 'schedule_classes'),
    ...keysOf(sources, 'backup.schedule', 'schedule_classes'),
  ]);
  const scheduleClass = {
    expected: 'a class of model.schedule_classes',
    known: classes,
    also: () => classes.size === 0,
    declaredIn: ['backup.inventory', 'backup.schedule'] as const,
    severity: 'warning' as const,
  };
  const ofModel = (key: string) => {
    const known = new Set(modelKeys(sources, key));
    const also = () => known.size === 0;
    return { expected: `a class of model.${key}`, known, also, ...INVENTORY, severity: 'warning' as const };
  };
  return [
    ...inRows(sources, 'topology.sites', ['sites'], 'proxmox_alias', node),
    ...inRows(sources, 'topology.sites', ['sites'], 'tailscale_anchor', node),
    ...inRows(sources, 'topology.sites', ['sites'], 'compose_targets', {
      expected: 'a key of docker.compose.targets',
      known: compose,
      also: hosts,
      declaredIn: ['docker.compose.targets', ...HOST_KINDS],
    }),
    ...inRows(sources, 'ssh.targets', ['ssh', 'targets'], 'probe_via', ssh),
    ...inRows(sources, 'vm.lifecycle', ['vms'], 'proxmox_host', node),
    ...inRows(sources, 'vm.lifecycle', ['vms'], 'ssh_target', ssh),
    ...inRows(sources, 'services.health', ['endpoints'], 'host', { ...node, severity: 'warning' }),
    ...inRows(sources, 'services.health', ['endpoints'], 'node', { ...node, ...REFERENCE }),
    ...inRows(sources, 'capabilities', ['capabilities'], 'nodes', { ...node, ...REFERENCE }),
    ...inRows(sources, 'capabilities', ['capabilities'], 'observes', {
      ...node,
      ...REFERENCE,
      also: observed,
      severity: 'warning',
    }),
    ...inRows(sources, 'capabilities', ['capabilities'], 'sites', site),
    ...inRows(sources, 'backup.inventory', ['runtime_units'], 'inventory_targets', target),
    ...inRows(sources, 'backup.schedule', ['jobs'], 'inventory_target', target),
    ...inRows(sources, 'backup.schedule', ['jobs'], 'inventory_targets', target),
    ...inRows(sources, 'backup.schedule', ['jobs'], 'vm_lifecycle_backup_target', target),
    ...inRows(sources, 'backup.inventory', ['runtime_units'], 'destination_lane', {
      expected: 'a lane of model.destination_lanes',
      known: lanes,
      also: () => lanes.size === 0,
      declaredIn: ['backup.inventory'],
      severity: 'warning',
    }),
    ...inRows(sources, 'backup.inventory', ['runtime_units'], 'schedule_class', scheduleClass),
    ...inRows(sources, 'backup.schedule', ['jobs'], 'schedule_class', scheduleClass),
    ...inRows(sources, 'backup.inventory', ['runtime_units'], 'restore_class', ofModel('restore_classes')),
    ...inRows(sources, 'backup.inventory', ['runtime_units'], 'data_class', ofModel('data_classes')),
    ...inRows(sources, 'backup.schedule', ['jobs'], 'restore_class', ofModel('restore_classes')),
    ...inRows(sources, 'capabilities', ['capabilities'], 'requires', {
      expected: 'an id of capabilities',
      known: capabilities,
      declaredIn: ['capabilities'],
    }),
    ...inRows(sources, 'docker.compose.targets', ['targets'], 'ssh_target', ssh),
    ...inRows(sources, 'service.registry', ['services'], 'host', { ...node, severity: 'warning' }),
  ];
}

const INVENTORY = { declaredIn: ['backup.inventory'] as const };
const REFERENCE = { expected: 'a node id or <site>/<VMID>' };

/** An address of a thing, or any in the LAN of a site, tells what is observed as well as a name. */
const isSpoken = (value: string, look: Look): boolean =>
  look.addressed(value) !== undefined || look.siteOfAddress(value) !== undefined;

const HOST_KINDS: readonly ContractKind[] = [
  'ssh.targets',
  'vm.lifecycle',
  'infra.placement.policy',
  'topology.sites',
  'proxmox.inventory',
  'hardware.inventory',
  'device.registry',
  'service.registry',
];

const idOf = (row: unknown): string[] => [rowOf(row).id].flatMap((id) => textOf(id) ?? []);
const nameOf = (row: unknown): string[] => [rowOf(row).name].flatMap((name) => textOf(name) ?? []);

const modelKeys = (sources: Sources, key: string): string[] =>
  sources.of('backup.inventory').flatMap(({ data }) => Object.keys(rowOf(rowOf(data?.model)[key])));

function keysOf(sources: Sources, kind: ContractKind, key: string): Set<string> {
  return new Set(sources.of(kind).flatMap(({ data }) => Object.keys(rowOf(rowOf(data)[key]))));
}

function inRows(
  sources: Sources,
  kind: ContractKind,
  path: readonly string[],
  field: string,
  link: Omit<Link, 'kind' | 'field'>,
): DanglingReference[] {
  if (sources.documents.some((one) => !one.loaded && link.declaredIn.includes(one.kind))) return [];
  return sources.of(kind).flatMap(({ file, data }) => {
    let collection: unknown = data;
    for (const step of path) collection = rowOf(collection)[step];
    const found: DanglingReference[] = [];
    const look = (item: unknown, step: string | number) => {
      const row = rowOf(item);
      const value = row[field];
      if (value === undefined || value === null || isOff(row)) return;
      found.push(...inField(value, [...path, step, field], file, { kind, field, ...link }));
    };
    if (Array.isArray(collection)) collection.forEach(look);
    else for (const [key, item] of Object.entries(collection ?? {})) look(item, key);
    return found;
  });
}

/** A switched-off, planned or decommissioned row may name what is gone or not there yet. */
function isOff(row: Row): boolean {
  const status = textOf(row.status)?.toLowerCase() ?? '';
  return (
    row.enabled === false ||
    /decommission|retired|abandon|deprecated|parked|stopped|plan|template|destroyed|archiv/.test(status)
  );
}

function inField(
  value: unknown,
  path: readonly (string | number)[],
  file: string,
  link: Link,
): DanglingReference[] {
  return listOf(value).flatMap((item, index) => {
    const text = textOf(item);
    if (text === undefined || link.known.has(text) || link.also?.(text)) return [];
    const at: Anchor = Array.isArray(value) ? atValue(file, ...path, index) : atValue(file, ...path);
    const { kind, field, expected, severity = 'error' } = link;
    return [{ kind, field, value: text, expected, known: [...link.known], at, severity }];
  });
}
