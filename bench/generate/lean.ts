import type { Value } from './emit.ts';

/** Columns that no law needs: with them a site is twice as long. */
const SPARE: ReadonlySet<string> = new Set([
  'access_policy',
  'backup_admission_state',
  'boot_disk_gb',
  'category',
  'classification',
  'compose',
  'connect_timeout_sec',
  'container',
  'created_at',
  'data_source',
  'decommission_policy',
  'description',
  'enabled',
  'expect',
  'health',
  'health_probe_policy',
  'is_wired',
  'os',
  'profile',
  'resources',
  'runtime_units',
  'ssh_user',
  'stacks',
  'summary',
  'target_storage_tier',
]);

/** The same contract without its spare columns. */
export function lean(value: Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map(lean);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key]) => !SPARE.has(key));
  return Object.fromEntries(kept.map(([key, entry]) => [key, lean(entry)]));
}

/** Contracts that say again what others said. */
export const SPARE_CONTRACTS: ReadonlySet<string> = new Set([
  'docker.compose.targets',
  'infra.placement.policy',
  'proxmox.inventory',
]);
