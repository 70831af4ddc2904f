import { type Anchor, atKey, atValue } from '../../../finding/place.ts';
import type { GuestState } from '../../model/guest.ts';
import type { Site } from '../../model/site.ts';
import { siteFinder } from '../../reading/addresses.ts';
import { present, stated } from '../../reading/stated.ts';
import { intOf, listOf, type Row, rowOf, textOf, textsOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';
import { guestKindOf, type Mention, STATE_WEIGHT } from './guest-mentions.ts';

/** Guests that storage policy, registry, device registries, inventories and backups speak of. */
export function otherMentions(sources: Sources, sites: readonly Site[]): Mention[] {
  return [
    ...storageMentions(sources),
    ...registryMentions(sources),
    ...deviceMentions(sources, sites),
    ...inventoryMentions(sources),
    ...backupMentions(sources),
  ];
}

function storageMentions(sources: Sources): Mention[] {
  return sources.of('infra.storage.placement.policy').flatMap((document) =>
    Object.entries(rowOf(document.data?.vm_storage)).flatMap(([name, item]) => {
      const row = rowOf(item);
      const vmid = intOf(row.vmid);
      const at = atKey(document.file, 'vm_storage', name);
      if (vmid === undefined) return [];
      return [
        {
          vmid,
          kind: 'infra.storage.placement.policy' as const,
          what: 'storage row',
          at,
          names: [name],
          addresses: [],
          ...present({ site: textOf(row.site), host: textOf(row.proxmox_host) }),
          ...listEvidence(row, document.file, ['vm_storage', name], 'kind'),
          fields: { storage: at },
        },
      ];
    }),
  );
}

/** What the `kind` of a row says of a guest. */
function listEvidence(
  row: Row,
  file: string,
  path: readonly string[],
  what: string,
): Pick<Mention, 'evidence'> {
  const word = textOf(row.kind);
  const kind = guestKindOf(word);
  if (!kind) return {};
  return {
    evidence: { kind, strength: 'list', text: `${what} ${word}`, at: atValue(file, ...path, 'kind') },
  };
}

function registryMentions(sources: Sources): Mention[] {
  return sources.of('service.registry').flatMap((document) =>
    Object.entries(rowOf(document.data?.hosts)).flatMap(([name, item]) => {
      const row = rowOf(item);
      const vmid = intOf(row.vmid);
      if (vmid === undefined) return [];
      const path = ['hosts', name];
      return [
        {
          vmid,
          kind: 'service.registry' as const,
          what: 'host row',
          at: atKey(document.file, ...path),
          names: [name, ...textsOf(row.ssh)],
          addresses: addressesIn(document.file, path, row, ['lan_ip', 'tailscale_ip']),
          ...present({ site: textOf(row.site), host: textOf(row.proxmox_host) }),
          ...listEvidence(row, document.file, path, 'registry kind'),
        },
      ];
    }),
  );
}

function addressesIn(file: string, path: (string | number)[], row: Row, keys: readonly string[]) {
  return keys.flatMap((key) => stated(textOf(row[key]), file, [...path, key]) ?? []);
}

/** A device registry belongs to the site whose LAN is its subnet; a row may also tell by its own address. */
function deviceMentions(sources: Sources, sites: readonly Site[]): Mention[] {
  const siteOf = siteFinder(sites);
  return sources.of('device.registry').flatMap((document) => {
    const fileSite = siteOf(textOf(rowOf(document.data?.network).subnet) ?? '');
    return listOf(document.data?.devices).flatMap((item, index) => {
      const row = rowOf(item);
      const vmid = intOf(row.vm_id ?? row.vmid);
      const path = ['devices', index];
      const site = fileSite ?? siteOf(textOf(row.ip) ?? '');
      if (vmid === undefined || /decommission/i.test(textOf(row.status) ?? '')) return [];
      return [
        {
          vmid,
          kind: 'device.registry' as const,
          what: 'device row',
          at: atValue(document.file, ...path, 'id'),
          names: textsOf(row.id),
          addresses: addressesIn(document.file, path, row, ['ip', 'tailscale_ip']),
          ...present({ site }),
        },
      ];
    });
  });
}

function inventoryMentions(sources: Sources): Mention[] {
  return sources.of('proxmox.inventory').flatMap((document) =>
    listOf(document.data?.nodes).flatMap((node, index) => {
      const row = rowOf(node);
      const base = present({ host: textOf(row.node_id), site: textOf(row.site) });
      const from = (key: string, gone: boolean) =>
        listOf(row[key]).flatMap((item, position) =>
          inventoryMention(
            rowOf(item),
            atValue(document.file, 'nodes', index, key, position, 'id'),
            gone,
            base,
          ),
        );
      return [...from('services', false), ...from('decommissioned_services', true)];
    }),
  );
}

function inventoryMention(
  row: Row,
  at: Anchor,
  gone: boolean,
  base: { host?: string; site?: string },
): Mention[] {
  const id = /^(vm|lxc|ct|qemu)-(\d+)/.exec(textOf(row.id) ?? '');
  const vmid = intOf(row.vm_id ?? row.vmid) ?? (id ? Number(id[2]) : undefined);
  if (vmid === undefined) return [];
  const word = textOf(row.type) ?? id?.[1];
  const kind = guestKindOf(word);
  const retired = gone || textOf(row.decommissioned_on) !== undefined;
  const state: GuestState = retired ? 'retired' : 'active';
  return [
    {
      vmid,
      kind: 'proxmox.inventory',
      what: gone ? 'decommissioned service' : 'inventory row',
      at,
      names: textsOf(row.name),
      addresses: [],
      state: { state, weight: STATE_WEIGHT.inventory },
      ...(kind &&
        !gone && { evidence: { kind, strength: 'inventory' as const, text: `inventory type ${word}` } }),
      ...base,
    },
  ];
}

function backupMentions(sources: Sources): Mention[] {
  return sources.of('backup.inventory').flatMap((document) =>
    listOf(document.data?.targets).flatMap((item, index) => {
      const row = rowOf(item);
      const glob = /(?:^|\/)vzdump-(qemu|lxc)-(\d+)-/.exec(textOf(row.glob) ?? '');
      if (!glob || row.enabled === false) return [];
      const kind = glob[1] === 'lxc' ? ('lxc' as const) : ('qemu' as const);
      const at = atValue(document.file, 'targets', index, 'glob');
      const reference = textsOf(row.guests).find((text) => text.endsWith(`/${glob[2]}`));
      return [
        {
          vmid: Number(glob[2]),
          kind: 'backup.inventory' as const,
          what: 'backup glob',
          at,
          names: [],
          addresses: [],
          evidence: { kind, strength: 'glob' as const, text: `backup glob ${textOf(row.glob)}` },
          ...present({ site: reference?.split('/')[0], target: textOf(row.name) }),
        },
      ];
    }),
  );
}
