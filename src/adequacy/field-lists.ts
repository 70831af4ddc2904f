import { printable } from '../finding/printable.ts';
import { addTo } from '../grouping/groups.ts';

/** Why damage to a field can leave everything that the gates judge by as it was, and the fields of which that is known. */
export const SORTS: readonly { readonly why: string; readonly fields: readonly string[] }[] = [
  {
    why: 'read only where nothing nearer is stated',
    fields: [
      'backup.calendar events[].duration_minutes',
      'backup.calendar timezone',
      'backup.freshness.snapshot max_age_hours',
      'backup.inventory defaults.stale_after_hours',
      'backup.inventory model.schedule_classes',
      'infra.placement.policy hosts.*.kind',
      'network.devices.ledger items[].class',
      'proxmox.inventory nodes[].services[].id',
      'proxmox.inventory nodes[].services[].type',
      'services.health endpoints[].class',
      'services.health endpoints[].host',
      'services.health endpoints[].kind',
      'topology.sites sites[].hypervisors',
    ],
  },
  {
    why: 'a name of which another existing one is as lawful',
    fields: [
      'backup.inventory runtime_units[].destination_lane',
      'backup.inventory runtime_units[].schedule_class',
      'backup.inventory targets[].schedule',
      'backup.schedule jobs[].schedule_class',
      'backup.schedule jobs[].vm_lifecycle_backup_target',
    ],
  },
  {
    why: 'a choice that nothing else states and that is only followed',
    fields: [
      'gate.execution.topology domain_metadata[].depends_on',
      'gate.registry gates[].inline',
      'infra.maintenance.transaction.contract oob_policy.ack_token',
      'infra.maintenance.transaction.contract phase_order',
      'infra.maintenance.transaction.contract required_postchecks[]',
    ],
  },
];

const UNKNOWN = 'for no known reason: where one of them matters, a law is missing';
const TOO_FEW = 'as far as this sample tried them; other damage may tell more';

/**
 * Fields that were damaged in vain, each as `<kind> <path>`, by why that is so. Those of no known sort come first, but
 * after a sample, which may only have tried too little.
 */
export function idleFieldsText(fields: readonly string[], isSample: boolean): string[] {
  if (fields.length === 0) return [];
  const known = new Set(SORTS.flatMap((sort) => sort.fields));
  const others = fields.filter((field) => !known.has(field));
  const sorts = isSample
    ? [...SORTS, { why: TOO_FEW, fields: others }]
    : [{ why: UNKNOWN, fields: others }, ...SORTS];
  const blocks = sorts.flatMap(({ why, fields: sort }) => {
    const own = fields.filter((field) => sort.includes(field));
    return own.length === 0 ? [] : [`  ${why}:`, ...rowsOf(own).map((row) => `  ${row}`)];
  });
  const title = `Governed fields whose damage changes nothing that the gates judge by (${fields.length}):`;
  return [[title, ...blocks].join('\n')];
}

/** In how many kinds of contracts a field has to stand to be told once for all of them. */
const COMMON = 5;

/** Fields that no contract of the estate states; those of many kinds are told once. */
export function unstatedFieldsText(fields: readonly string[]): string[] {
  if (fields.length === 0) return [];
  const kinds = new Map<string, number>();
  for (const path of fields.map(pathOf)) kinds.set(path, (kinds.get(path) ?? 0) + 1);
  const common = [...kinds].filter(([, count]) => count >= COMMON);
  const told = common.map(([path, count]) => `${path} (${count})`).join(', ');
  const rest = fields.filter((field) => (kinds.get(pathOf(field)) ?? 0) < COMMON);
  const title = `Governed fields that no operator touches, since no contract here states them (${fields.length}):`;
  return [[title, ...(told === '' ? [] : [`  in many kinds: ${told}`]), ...rowsOf(rest)].join('\n')];
}

const pathOf = (field: string): string => field.slice(field.indexOf(' ') + 1);

/** A row for each kind with the paths of its fields. */
function rowsOf(fields: readonly string[]): string[] {
  const byKind = new Map<string, string[]>();
  for (const field of fields) {
    const kind = field.slice(0, field.indexOf(' '));
    addTo(byKind, kind, pathOf(field));
  }
  return [...byKind].map(([kind, paths]) => printable(`  ${kind}: ${paths.join(', ')}`));
}
