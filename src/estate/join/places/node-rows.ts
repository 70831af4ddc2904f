import type { ContractKind } from '../../../contract/kinds.ts';
import { type Anchor, atKey, atValue } from '../../../finding/place.ts';
import type { Stated } from '../../model/entity.ts';
import type { NodeKind, SshTarget } from '../../model/node.ts';
import type { Site } from '../../model/site.ts';
import { stated } from '../../reading/stated.ts';
import { intOf, listOf, type Row, rowOf, textOf, textsOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';

/** What one contract says of one thing with an id. It may turn out to be a guest. */
export interface NodeRow {
  readonly id: string;
  readonly kind: ContractKind;
  readonly at: Anchor;
  readonly nodeKind?: NodeKind;
  readonly names: readonly string[];
  readonly addresses: readonly Stated<string>[];
  readonly macs: readonly Stated<string>[];
}

/** Every row of every contract that names something with power or an address. */
export function nodeRows(sources: Sources, sites: readonly Site[], ssh: readonly SshTarget[]): NodeRow[] {
  return [
    ...siteRows(sites),
    ...transactionRows(sites),
    ...placementRows(sources),
    ...listRows(sources, 'proxmox.inventory', 'nodes', 'node_id', () => 'hypervisor'),
    ...listRows(sources, 'hardware.inventory', 'machines', 'machine_id', hardwareKind),
    ...listRows(sources, 'hardware.inventory', 'devices', 'id', hardwareKind),
    ...registryRows(sources),
    ...ssh.map(sshRow),
    ...listRows(sources, 'device.registry', 'devices', 'id', deviceKind),
    ...listRows(sources, 'network.devices.ledger', 'items', 'id', ledgerKind),
  ];
}

function bare(id: string, kind: ContractKind, at: Anchor, nodeKind: NodeKind): NodeRow {
  return { id, kind, at, nodeKind, names: [], addresses: [], macs: [] };
}

function siteRows(sites: readonly Site[]): NodeRow[] {
  return sites.flatMap((site) => [
    ...site.hypervisors.map((id) => bare(id, 'topology.sites', site.at, 'hypervisor')),
    ...site.nas.map((id) => bare(id, 'topology.sites', site.at, 'nas')),
  ]);
}

function transactionRows(sites: readonly Site[]): NodeRow[] {
  const kind = 'infra.maintenance.transaction.contract';
  return sites.flatMap(({ maintenance }) => [
    ...(maintenance?.hostId
      ? [bare(maintenance.hostId.value, kind, maintenance.hostId.at, 'hypervisor')]
      : []),
    ...(maintenance?.oob?.devices ?? []).map((device) => bare(device.id, kind, device.at, 'oob')),
  ]);
}

function placementRows(sources: Sources): NodeRow[] {
  return sources.of('infra.placement.policy').flatMap((document) => [
    ...Object.entries(rowOf(document.data?.sites)).flatMap(([site, row]) =>
      textsOf(rowOf(row).proxmox_hosts).map((id, index) => {
        const at = atValue(document.file, 'sites', site, 'proxmox_hosts', index);
        return bare(id, 'infra.placement.policy', at, 'hypervisor');
      }),
    ),
    ...Object.entries(rowOf(document.data?.hosts)).flatMap(([id, row]) => {
      const word = textOf(rowOf(row).kind)?.toLowerCase();
      if (word === 'vm' || word === 'lxc' || word === 'container') return [];
      const base = bare(id, 'infra.placement.policy', atKey(document.file, 'hosts', id), kindOfWord(word));
      return [base];
    }),
  ]);
}

/** A node kind by the word that a contract uses for it; `device` when the word says nothing. */
export function kindOfWord(word: string | undefined): NodeKind {
  if (word === undefined) return 'device';
  if (/hypervisor|proxmox|virtuali[sz]ation/.test(word)) return 'hypervisor';
  if (/\bnas\b|storage|synology|qnap|truenas/.test(word)) return 'nas';
  if (/\b(oob|bmc|ipmi|idrac|ilo|kvm|management|pdu|ups)\b/.test(word)) return 'oob';
  if (/network|switch|router|gateway|firewall|access.?point|\bap\b/.test(word)) return 'network';
  return /workstation|laptop|desktop/.test(word) ? 'workstation' : 'device';
}

type KindReader = (row: Row) => NodeKind;

const hardwareKind: KindReader = (row) => {
  if (textOf(row.hypervisor) !== undefined) return 'hypervisor';
  return kindOfWord([row.class, row.kind, row.role, row.type].flatMap(textsOf).join(' ').toLowerCase());
};

const deviceKind: KindReader = (row) => {
  const word = [row.kind, row.role, row.type].flatMap(textsOf).join(' ').toLowerCase();
  const kind = kindOfWord(word);
  const isNas = /^(nas)\b/i.test(textOf(row.id) ?? '') || /\bNAS\b/.test(textOf(row.name) ?? '');
  if (kind === 'device' || kind === 'nas') return isNas || kind === 'nas' ? 'nas' : 'device';
  return kind === 'hypervisor' && intOf(row.vm_id) !== undefined ? 'device' : kind;
};

const ledgerKind: KindReader = (row) =>
  kindOfWord(
    [row.class, row.kind, row.category, row.role, row.type].flatMap(textsOf).join(' ').toLowerCase(),
  );

const NODE_LISTS = { id: ['id', 'machine_id', 'node_id', 'device_id'] };

function listRows(
  sources: Sources,
  kind: 'proxmox.inventory' | 'hardware.inventory' | 'device.registry' | 'network.devices.ledger',
  list: string,
  idKey: string,
  kindOf: KindReader,
): NodeRow[] {
  return sources.of(kind).flatMap(({ file, data }) =>
    listOf(rowOf(data)[list]).flatMap((item, index) => {
      const row = rowOf(item);
      const key = [idKey, ...NODE_LISTS.id].find((name) => textOf(row[name]) !== undefined);
      if (key === undefined || /decommission|retired/i.test(textOf(row.status) ?? '')) return [];
      const at = atValue(file, list, index, key);
      return [fullRow(textOf(row[key])!, kind, at, file, [list, index], row, kindOf(row))];
    }),
  );
}

function fullRow(
  id: string,
  kind: ContractKind,
  at: Anchor,
  file: string,
  path: (string | number)[],
  row: Row,
  nodeKind: NodeKind,
): NodeRow {
  const fields = (keys: readonly string[]) =>
    keys.flatMap((key) => stated(textOf(row[key]), file, [...path, key]) ?? []);
  return {
    id,
    kind,
    at,
    nodeKind,
    names: textsOf(row.hostname),
    addresses: fields(['ip', 'lan_ip', 'host', 'ip_address', 'tailscale_ip']),
    macs: fields(['mac', 'mac_address']),
  };
}

function registryRows(sources: Sources): NodeRow[] {
  return sources.of('service.registry').flatMap(({ file, data }) =>
    Object.entries(rowOf(data?.hosts)).flatMap(([id, item]) => {
      const row = rowOf(item);
      if (intOf(row.vmid) !== undefined) return [];
      const kind = kindOfWord(textOf(row.kind)?.toLowerCase());
      return [fullRow(id, 'service.registry', atKey(file, 'hosts', id), file, ['hosts', id], row, kind)];
    }),
  );
}

function sshRow(target: SshTarget): NodeRow {
  const { at } = target;
  const file = at.file;
  const path = 'path' in at ? at.path.slice(0, -1) : [];
  const field = (key: string, value: string | undefined) => stated(value, file, [...path, key]) ?? [];
  return {
    id: target.id,
    kind: 'ssh.targets',
    at,
    nodeKind: kindOfWord(target.tags.join(' ').toLowerCase()),
    names: [],
    addresses: [field('host', target.host), field('tailscale_ip', target.overlay)].flat(),
    macs: [field('mac', target.mac)].flat(),
  };
}
