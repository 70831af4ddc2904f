import type { ContractTypes } from './generated/index.ts';

/** The closed list of file kinds that are found in an estate; one JSON Schema each. */
export type ContractKind = keyof ContractTypes;

/** Rows of a kind that merge over files: where they stand and what identifies one (the map's own key for a map). */
export interface Collection {
  /** `*` leads through each row of a list or map above it. */
  readonly path: readonly string[];
  readonly key: readonly string[];
}

export const EACH = '*';

export interface KindRule {
  readonly kind: ContractKind;
  /** Lower-case file name without ending; a prefix or suffix joined by a dot may name a site. */
  readonly stems: readonly string[];
  readonly format: 'yaml' | 'markdown';
  /** The only folder of the estate that holds files of this kind; its stem stands for every name that ends so. */
  readonly folder?: string;
  /**
   * Root keys of which one must be there before a file with a prefixed or suffixed name counts as this kind.
   * `<site>` in one stands for any site id.
   */
  readonly roots: readonly string[];
  readonly collections: readonly Collection[];
}

function yaml(
  kind: ContractKind,
  roots: readonly string[],
  collections: readonly Collection[] = [],
  stems: readonly string[] = [kind],
): KindRule {
  return { kind, stems, format: 'yaml', roots, collections };
}

const rows = (path: string, ...key: string[]): Collection => ({ path: path.split('.'), key });

export const KIND_RULES: readonly KindRule[] = [
  yaml('topology.sites', ['sites'], [rows('sites', 'id')]),
  yaml(
    'startup.sequencing',
    ['phases', 'lifecycle', '<site>_vm_lifecycle'],
    [rows('phases', 'phase', 'site'), rows('lifecycle')],
  ),
  yaml(
    'service.registry',
    ['services', 'hosts'],
    [rows('services'), rows('hosts')],
    ['service_registry', 'service.registry'],
  ),
  yaml(
    'infra.storage.placement.policy',
    ['vm_storage'],
    [rows('vm_storage'), rows('host_storages'), rows('vm_storage.*.nfs_mounts', 'path')],
  ),
  yaml(
    'infra.maintenance.transaction.contract',
    ['sites', 'phase_order'],
    [rows('sites', 'id'), rows('sites.*.oob.devices', 'id'), rows('oob.*.devices', 'id')],
  ),
  yaml('ssh.targets', ['ssh'], [rows('ssh.targets', 'id')]),
  yaml('vm.lifecycle', ['vms'], [rows('vms', 'id', 'proxmox_host')]),
  yaml('backup.inventory', ['targets'], [rows('targets', 'name'), rows('runtime_units', 'unit_id')]),
  yaml('backup.schedule', ['jobs'], [rows('jobs', 'id')]),
  yaml('backup.calendar', ['events'], [rows('events', 'id')]),
  yaml('backup.posture.snapshot', ['summary', 'backup_status']),
  yaml('backup.freshness.snapshot', ['targets', 'observed_at'], [rows('targets', 'name')]),
  yaml('services.health', ['endpoints'], [rows('endpoints', 'id')]),
  yaml('capabilities', ['capabilities'], [rows('capabilities')]),
  yaml('device.registry', ['devices'], [rows('devices', 'id')]),
  yaml('proxmox.inventory', ['nodes'], [rows('nodes', 'node_id')]),
  yaml('infra.placement.policy', ['sites', 'hosts'], [rows('sites'), rows('hosts')]),
  yaml('docker.compose.targets', ['targets'], [rows('targets')]),
  yaml('network.devices.ledger', ['items'], [rows('items', 'id')]),
  yaml('hardware.inventory', ['machines', 'devices'], [rows('machines', 'machine_id')]),
  yaml('gate.registry', ['gates'], [rows('gates', 'id')]),
  yaml('gate.domain.profiles', ['domains'], [rows('domains')]),
  yaml('gate.execution.topology', ['gate_assignments', 'core_mode'], [rows('gate_assignments', 'gate_id')]),
  yaml('operational.gaps', ['gaps'], [rows('gaps', 'id')]),
  yaml('gap.gates', ['gaps'], [rows('gaps')]),
  yaml('gate.waivers', ['waivers']),
  { ...yaml('own.gate', ['id', 'assert'], [], ['*.gate']), folder: 'gates' },
  { kind: 'loop.scope', stems: ['*.scope'], format: 'markdown', roots: [], collections: [] },
  { kind: 'reboot.runbook', stems: ['*reboot_health_gate'], format: 'markdown', roots: [], collections: [] },
];

export const KINDS: readonly ContractKind[] = KIND_RULES.map((rule) => rule.kind);

export const ruleOf = (kind: ContractKind): KindRule => KIND_RULES.find((rule) => rule.kind === kind)!;

/** The file name a person would create for a kind. */
export function usualFile(kind: ContractKind): string {
  if (kind === 'service.registry') return 'SERVICE_REGISTRY.yaml';
  if (kind === 'reboot.runbook') return '<SITE>_REBOOT_HEALTH_GATE.md';
  if (kind === 'own.gate') return 'gates/<name>.gate.yaml';
  if (kind === 'loop.scope') return '<loop id>.scope.md';
  return `${kind}.yaml`;
}
