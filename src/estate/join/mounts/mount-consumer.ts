import type { Look } from '../../look.ts';
import type { Guest } from '../../model/guest.ts';
import type { Node } from '../../model/node.ts';
import { isGuest } from '../../reading/reference.ts';
import type { RowAt } from '../../reading/row-at.ts';
import { intOf } from '../../reading/values.ts';

export interface Consumer {
  readonly text: string;
  readonly entity?: Node | Guest;
}

/** Fields that name the machine that a row is about, the nearest meaning first. */
const HOST_KEYS = [
  'consumer',
  'node_id',
  'machine_id',
  'hostname',
  'host',
  'hosts',
  'host_group',
  'host_id',
  'node',
  'ssh_target',
  'target',
  'id',
];

/** The machines that a row speaks of, from the row itself or else from the rows around it (innermost first). */
export function consumersOf(around: readonly RowAt[], look: Look): Consumer[] {
  for (const row of around) {
    const found = resolved(row, look);
    if (found.length > 0) return found;
  }
  const text = around.flatMap((row) => row.text('hostname', 'host', 'node_id', 'machine_id') ?? [])[0]?.value;
  return text === undefined ? [] : [{ text }];
}

function resolved(row: RowAt, look: Look): Consumer[] {
  const guest = guestOf(row, look);
  if (guest) return [{ text: guest.key, entity: guest }];
  for (const names of namesIn(row)) {
    const found = known(names, look);
    if (found.length > 0) return found;
  }
  return [];
}

/** The names in each field that holds some, then the row's own, then its hypervisor's. */
function* namesIn(row: RowAt): Iterable<readonly string[]> {
  const textsOf = (key: string) => (row.has(key) ? row.texts(key).map(({ value }) => value) : []);
  for (const key of HOST_KEYS) yield textsOf(key);
  const own = row.path.at(-1);
  if (typeof own === 'string') yield [own];
  yield textsOf('proxmox_host');
}

function known(names: readonly string[], look: Look): Consumer[] {
  return names.flatMap((text) => {
    const entity = look.named(text);
    return entity ? [{ text, entity }] : [];
  });
}

/** A row with a VMID is about that guest at the site that it states, or at the site of its hypervisor. */
function guestOf(row: RowAt, look: Look): Guest | undefined {
  const vmid = intOf(row.row.vmid ?? row.row.vm_id ?? (row.has('proxmox_host') ? row.row.id : undefined));
  if (vmid === undefined) return undefined;
  const hypervisor = row.text('proxmox_host')?.value;
  const site =
    row.text('site')?.value ?? (hypervisor === undefined ? undefined : look.named(hypervisor)?.site);
  const keyed = site === undefined ? undefined : look.guest(`${site}/${vmid}`);
  const own = row.path.at(-1);
  const named = keyed ?? look.named(typeof own === 'string' ? own : (row.text('hostname')?.value ?? ''));
  return named && isGuest(named) && named.vmid === vmid ? named : undefined;
}

/** Hypervisor storages are mounted on the hypervisor, also where a row speaks of a guest on it; nobody knows which, none. */
export function hypervisorsOf(consumer: Consumer, look: Look): Consumer[] {
  const { entity } = consumer;
  if (!entity || !isGuest(entity)) return [consumer];
  const [only, ...others] = look.site(entity.site)?.hypervisors ?? [];
  const text = [entity.hypervisor?.value, others.length === 0 ? only : undefined].find(
    (name) => name !== undefined && look.named(name),
  );
  const carrier = text === undefined ? undefined : look.named(text);
  return text !== undefined && carrier ? [{ text, entity: carrier }] : [];
}
