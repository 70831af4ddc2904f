import { isRow, listOf, type Row, rowOf } from '../../estate/reading/values.ts';
import { Refusal } from '../../finding/refusal.ts';
import { addTo } from '../../grouping/groups.ts';
import type { Facts, FoundGuest, FoundHost, FoundNode } from './facts.ts';
import { idOf, isTrue, kindOf, NO_FACTS, vmidOf } from './facts.ts';
import { jsonIn } from './json.ts';

/** `ansible-inventory --list`: guests by the facts of the Proxmox plugin, machines by the words of their groups. */
export function fromAnsible(file: string, text: string): Facts {
  const value = jsonIn(file, text);
  const vars = isRow(value) ? rowOf(rowOf(value._meta).hostvars) : {};
  if (!isRow(value) || (Object.keys(vars).length === 0 && !Object.values(value).some(isGroup))) {
    throw new Refusal(`${file} holds no inventory`, 'Expected the output of `ansible-inventory --list`.');
  }
  const groups = groupsByHost(value);
  const hosts = new Set([...Object.keys(vars), ...groups.keys()]);
  const guests: FoundGuest[] = [];
  const nodes: FoundNode[] = [];
  const others: FoundHost[] = [];
  for (const host of [...hosts].sort()) {
    const own = rowOf(vars[host]);
    const found = guestIn(host, own, groups.get(host) ?? []) ?? nodeIn(host, own, groups.get(host) ?? []);
    if (found === undefined) others.push({ name: host, ...addressIn(own) });
    else if ('vmid' in found) guests.push(found);
    else nodes.push(found);
  }
  return { ...NO_FACTS, guests, nodes, hosts: others };
}

const isGroup = (value: unknown): boolean =>
  isRow(value) && (Array.isArray(value.hosts) || Array.isArray(value.children));

/** The groups of each host, also those above its own. */
function groupsByHost(inventory: Row): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  const hostsBelow = (name: string, seen: ReadonlySet<string>): string[] => {
    if (seen.has(name)) return [];
    const group = rowOf(inventory[name]);
    const inner = new Set([...seen, name]);
    const own = listOf(group.hosts).filter((host) => typeof host === 'string');
    return [...own, ...listOf(group.children).flatMap((child) => hostsBelow(String(child), inner))];
  };
  for (const name of Object.keys(inventory).filter((key) => key !== '_meta')) {
    for (const host of new Set(hostsBelow(name, new Set()))) addTo(groups, host, name);
  }
  return groups;
}

/** The facts of the plugin carry a prefix that can be configured; the VMID gives it away. */
function guestIn(host: string, vars: Row, groups: readonly string[]): FoundGuest | undefined {
  const key = Object.keys(vars).find((name) => /(^|_)vmid$/.test(name) && vmidOf(vars[name]) !== undefined);
  if (key === undefined) return undefined;
  const fact = (name: string): unknown => vars[key.slice(0, -'vmid'.length) + name];
  const node = idOf(fact('node'));
  if (node === undefined) return undefined;
  const inGroup = (word: string) => groups.some((group) => group.endsWith(word));
  const kind = kindOf(fact('vmtype')) ?? (inGroup('_lxc') ? 'lxc' : inGroup('_qemu') ? 'qemu' : undefined);
  const name = idOf(fact('name')) ?? idOf(host);
  const order = orderIn(fact('startup'));
  return {
    vmid: vmidOf(vars[key])!,
    node,
    template: isTrue(fact('template')),
    ...(kind && { kind }),
    ...(name !== undefined && { name }),
    ...(fact('status') === 'running' && { runs: true }),
    ...(fact('status') === 'stopped' && { runs: false }),
    ...(order !== undefined && { order }),
  };
}

/** `order=3,up=30`, or the number alone. */
function orderIn(value: unknown): number | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const match = /^(?:.*,)?\s*(?:order=)?(\d{1,6})\s*(?:,|$)/.exec(text);
  return match ? Number(match[1]) : undefined;
}

function nodeIn(host: string, vars: Row, groups: readonly string[]): FoundNode | undefined {
  const id = idOf(host);
  const word = groups
    .filter((group) => group !== 'all')
    .join(' ')
    .toLowerCase();
  const kind = /(^|[ _-])(nas|synology|truenas|qnap)/.test(word)
    ? 'nas'
    : /proxmox|hypervisor|\bpve|(^|[ _])nodes\b/.test(word)
      ? 'hypervisor'
      : undefined;
  if (id === undefined || kind === undefined) return undefined;
  return { id, kind, ...addressIn(vars) };
}

const addressIn = ({ ansible_host: host }: Row): { readonly address?: string } =>
  typeof host === 'string' ? { address: host } : {};
