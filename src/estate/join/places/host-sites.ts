import { type Anchor, atValue } from '../../../finding/place.ts';
import type { Site } from '../../model/site.ts';
import { listOf, rowOf, textOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';

/** A contract's word on where a host stands. */
export interface SiteStatement {
  readonly host: string;
  readonly site: string;
  readonly at: Anchor;
  /** Aliases of a site that is not active yield to any other statement. */
  readonly weak: boolean;
}

/** Every statement of a binding that puts a host at a site. Names and tags are none. */
export function hostSiteStatements(sources: Sources, sites: readonly Site[]): SiteStatement[] {
  return [
    ...fromTopology(sources, sites),
    ...fromPlacement(sources),
    ...fromTransaction(sources),
    ...fromRows(sources),
  ];
}

function fromTopology(sources: Sources, sites: readonly Site[]): SiteStatement[] {
  const status = new Map(sites.map((site) => [site.id, site.status]));
  return sources.of('topology.sites').flatMap((document) =>
    listOf(document.data?.sites).flatMap((item, index) => {
      const row = rowOf(item);
      const site = textOf(row.id);
      if (site === undefined) return [];
      const aliasWeak = status.get(site) !== 'active';
      return [
        ...listField(document.file, ['sites', index, 'hypervisors'], row.hypervisors, site, false),
        ...listField(document.file, ['sites', index, 'nas'], row.nas, site, false),
        ...listField(document.file, ['sites', index, 'proxmox_alias'], row.proxmox_alias, site, aliasWeak),
        ...listField(document.file, ['sites', index, 'tailscale_anchor'], row.tailscale_anchor, site, true),
      ];
    }),
  );
}

function listField(
  file: string,
  path: (string | number)[],
  value: unknown,
  site: string,
  weak: boolean,
): SiteStatement[] {
  return listOf(value).flatMap((item, index) => {
    const host = textOf(item);
    const at = Array.isArray(value) ? atValue(file, ...path, index) : atValue(file, ...path);
    return host === undefined ? [] : [{ host, site, at, weak }];
  });
}

function fromPlacement(sources: Sources): SiteStatement[] {
  return sources
    .of('infra.placement.policy')
    .flatMap((document) => [
      ...Object.entries(rowOf(document.data?.sites)).flatMap(([site, row]) =>
        listField(document.file, ['sites', site, 'proxmox_hosts'], rowOf(row).proxmox_hosts, site, false),
      ),
      ...Object.entries(rowOf(document.data?.hosts)).flatMap(([host, row]) =>
        siteField(document.file, ['hosts', host, 'site'], host, rowOf(row).site),
      ),
    ]);
}

function siteField(file: string, path: (string | number)[], host: unknown, site: unknown): SiteStatement[] {
  const [id, place] = [textOf(host), textOf(site)];
  if (id === undefined || place === undefined) return [];
  return [{ host: id, site: place, at: atValue(file, ...path), weak: false }];
}

function fromTransaction(sources: Sources): SiteStatement[] {
  return sources.of('infra.maintenance.transaction.contract').flatMap((document) =>
    listOf(document.data?.sites).flatMap((item, index) => {
      const row = rowOf(item);
      return siteField(document.file, ['sites', index, 'host_id'], row.host_id, row.id);
    }),
  );
}

const ROWS = [
  ['proxmox.inventory', 'nodes', 'node_id'],
  ['hardware.inventory', 'machines', 'machine_id'],
  ['hardware.inventory', 'devices', 'id'],
  ['network.devices.ledger', 'items', 'id'],
] as const;

function fromRows(sources: Sources): SiteStatement[] {
  const fromLists = ROWS.flatMap(([kind, list, id]) =>
    sources.of(kind).flatMap((document) =>
      listOf((document.data as unknown as Record<string, unknown> | null)?.[list]).flatMap((item, index) => {
        const row = rowOf(item);
        const field = ['site', 'location_or_site', 'location'].find(
          (name) => textOf(row[name]) !== undefined,
        );
        return field === undefined
          ? []
          : siteField(document.file, [list, index, field], row[id] ?? row.id, row[field]);
      }),
    ),
  );
  const fromRegistry = sources
    .of('service.registry')
    .flatMap((document) =>
      Object.entries(rowOf(document.data?.hosts)).flatMap(([host, row]) =>
        siteField(document.file, ['hosts', host, 'site'], host, rowOf(row).site),
      ),
    );
  return [...fromLists, ...fromRegistry];
}
