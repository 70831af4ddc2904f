import { compareText } from '../../../finding/order.ts';
import { subjectOf } from '../../../finding/subject.ts';
import { addTo } from '../../../grouping/groups.ts';
import type { Guest } from '../../model/guest.ts';
import type { Node, NodeKind, RegistryHost, SshTarget } from '../../model/node.ts';
import { canonicalAddress } from '../../reading/addresses.ts';
import { splitAddresses } from '../guests/guests.ts';
import type { NodeRow } from './node-rows.ts';

export interface NodeJoin {
  readonly guests: readonly Guest[];
  readonly ssh: ReadonlyMap<string, SshTarget>;
  readonly registry: ReadonlyMap<string, RegistryHost>;
  readonly siteOfHost: (host: string) => string | undefined;
  readonly siteOfAddress: (address: string) => string | undefined;
}

/** One node per id; a row with another id but a known address is another name of the same node. */
export function joinNodes(rows: readonly NodeRow[], join: NodeJoin): Node[] {
  const groups = grouped(rows, join.guests);
  return [...groups].map(([id, group]) => nodeOf(id, group, join)).sort((a, b) => compareText(a.id, b.id));
}

function grouped(rows: readonly NodeRow[], guests: readonly Guest[]): Map<string, NodeRow[]> {
  const guestNames = new Set(guests.flatMap((guest) => guest.names));
  const owners = addressOwners(guests);
  const groups = new Map<string, NodeRow[]>();
  for (const row of rows) {
    if (guestNames.has(row.id) && row.nodeKind !== 'hypervisor' && row.nodeKind !== 'nas') continue;
    const id = groups.has(row.id) ? row.id : idByAddress(row, owners);
    if (id === 'guest') continue;
    addTo(groups, id, row);
    for (const address of canonical(row)) if (!owners.has(address)) owners.set(address, { node: id });
  }
  return groups;
}

type Owner = { readonly node?: string };

function addressOwners(guests: readonly Guest[]): Map<string, Owner> {
  const active = guests.filter((guest) => guest.state === 'active');
  return new Map(
    active.flatMap((guest) =>
      [...guest.addresses, ...guest.overlayAddresses].map((address) => [address.value, {}] as const),
    ),
  );
}

/** Named nodes keep their own id; only rows of ledgers and registries are taken for aliases. */
function idByAddress(row: NodeRow, owners: ReadonlyMap<string, Owner>): string {
  const alias = ['device.registry', 'hardware.inventory', 'network.devices.ledger', 'service.registry'];
  if (!alias.includes(row.kind)) return row.id;
  const owner = canonical(row)
    .map((address) => owners.get(address))
    .find((found) => found !== undefined);
  return owner === undefined ? row.id : (owner.node ?? 'guest');
}

const canonical = (row: NodeRow): string[] =>
  row.addresses.flatMap((address) => canonicalAddress(address.value) ?? []);

function nodeOf(id: string, group: readonly NodeRow[], join: NodeJoin): Node {
  const kind = kindOf(group);
  const split = splitAddresses(
    group.flatMap((row) => row.addresses),
    (address) => join.siteOfAddress(address) === undefined,
  );
  const site =
    join.siteOfHost(id) ??
    split.addresses.map((address) => join.siteOfAddress(address.value)).find((found) => found !== undefined);
  const ssh = join.ssh.get(id);
  const registry = join.registry.get(id);
  return {
    subject: subjectOf(subjectKindOf(kind), site === undefined ? id : `${site}/${id}`),
    at: group[0]!.at,
    ...(site !== undefined && { site }),
    id,
    kind,
    names: [...new Set([id, ...group.flatMap((row) => [row.id, ...row.names])])],
    ...split,
    macs: group.flatMap((row) => row.macs),
    rows: group.map((row) => ({ kind: row.kind, at: row.at })),
    ...(ssh && { ssh }),
    ...(registry && { registry }),
  };
}

/** The first contract that says more than `device`; rows come with the strongest contracts first. */
function kindOf(group: readonly NodeRow[]): NodeKind {
  return group.map((row) => row.nodeKind).find((kind) => kind !== undefined && kind !== 'device') ?? 'device';
}

function subjectKindOf(kind: NodeKind): 'hypervisor' | 'nas' | 'device' {
  return kind === 'hypervisor' || kind === 'nas' ? kind : 'device';
}
