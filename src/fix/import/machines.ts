import { compareText } from '../../finding/order.ts';
import { quoted } from '../../finding/printable.ts';
import {
  type Facts,
  type FoundGuest,
  type FoundHost,
  type FoundJob,
  type FoundNode,
  type FoundStorage,
  isId,
} from './facts.ts';

/** The machines of one site, each once, and in words what was left out. */
export interface Machines {
  readonly site: string;
  readonly hypervisors: readonly FoundNode[];
  readonly nas: readonly FoundNode[];
  /** As they start. */
  readonly guests: readonly FoundGuest[];
  /** Storages by id, with the NAS that exports each. */
  readonly storages: ReadonlyMap<string, { readonly nas: string; readonly storage: FoundStorage }>;
  readonly jobs: readonly FoundJob[];
  readonly left: readonly string[];
}

export function machinesOf(site: string, facts: Facts): Machines {
  const left = [...facts.left];
  const guests = oncePerVmid(facts.guests, left);
  const hypervisors = hypervisorsOf(facts, guests).map((node) => addressed(node, facts.hosts));
  const known = facts.nodes.filter((node) => node.kind === 'nas').map((node) => addressed(node, facts.hosts));
  const nas = distinct([...known, ...serversOf(site, facts, [...hypervisors, ...known])]);
  left.push(...withoutPart(facts.hosts, [...hypervisors, ...nas]));
  const storages = new Map(
    facts.storages.flatMap((storage) => {
      const provider = [...nas, ...hypervisors].find((node) => serves(node, storage.server));
      return provider ? [[storage.id, { nas: provider.id, storage }] as const] : [];
    }),
  );
  return { site, hypervisors, nas, guests, storages, jobs: facts.jobs, left };
}

/** One import tells that a machine is a hypervisor, another at which address it answers. */
function addressed(node: FoundNode, hosts: readonly FoundHost[]): FoundNode {
  const address = node.address ?? hosts.find(({ name }) => name === node.id)?.address;
  return { ...node, ...(address !== undefined && { address }) };
}

const withoutPart = (hosts: readonly FoundHost[], nodes: readonly FoundNode[]): string[] =>
  hosts
    .filter(({ name, address }) => !nodes.some((node) => node.id === name || isAt(node, address)))
    .map(({ name }) => `host ${quoted(name)}: neither a guest with VMID and node nor a hypervisor or NAS`);

const isAt = (node: FoundNode, address: string | undefined): boolean =>
  address !== undefined && node.address === address;

/** Names collapse and files overlap: a guest is its VMID. One that several nodes claim is taken from the first. */
function oncePerVmid(guests: readonly FoundGuest[], left: string[]): FoundGuest[] {
  const byVmid = new Map<number, FoundGuest>();
  for (const guest of guests) {
    const known = byVmid.get(guest.vmid);
    if (known && known.node !== guest.node) {
      left.push(
        `VMID ${guest.vmid} of ${quoted(guest.node)}: ${quoted(known.node)} has one of that number, a site has it once`,
      );
    } else byVmid.set(guest.vmid, { ...guest, ...known });
  }
  return [...byVmid.values()].sort(byStart);
}

const byStart = (a: FoundGuest, b: FoundGuest): number =>
  (a.order ?? Number.MAX_SAFE_INTEGER) - (b.order ?? Number.MAX_SAFE_INTEGER) || a.vmid - b.vmid;

function hypervisorsOf({ nodes }: Facts, guests: readonly FoundGuest[]): FoundNode[] {
  const carriers = guests.map(({ node }): FoundNode => ({ id: node, kind: 'hypervisor' }));
  return distinct([...nodes.filter((node) => node.kind === 'hypervisor'), ...carriers]);
}

function distinct(nodes: readonly FoundNode[]): FoundNode[] {
  const byId = new Map<string, FoundNode>();
  for (const node of nodes) byId.set(node.id, { ...node, ...byId.get(node.id) });
  return [...byId.values()].sort((a, b) => compareText(a.id, b.id));
}

const serves = (node: FoundNode, server: string): boolean =>
  node.address === server || node.id === firstLabel(server);

const firstLabel = (server: string): string => (/^[\d.:]+$/.test(server) ? server : server.split('.')[0]!);

/** What exports a storage and is no machine that is known already counts as a NAS. */
function serversOf(site: string, { storages, hosts }: Facts, known: readonly FoundNode[]): FoundNode[] {
  const servers = [...new Set(storages.map((storage) => storage.server))].sort();
  const strange = servers.filter((server) => !known.some((node) => serves(node, server)));
  return strange.map((address, index) => {
    const host = hosts.find((one) => one.address === address || one.name === address);
    const named = host && isId(host.name) ? host.name : firstLabel(address);
    const id = /^[A-Za-z][\w-]*$/.test(named)
      ? named
      : index === 0
        ? `nas-${site}`
        : `nas-${site}-${index + 1}`;
    return { id, kind: 'nas', address };
  });
}
