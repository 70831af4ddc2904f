import { type Anchor, atKey, atValue } from '../../../finding/place.ts';
import { groupByNames } from '../../../grouping/groups.ts';
import type { Document } from '../../../load/document.ts';
import type { Stated } from '../../model/entity.ts';
import type { Site, SiteList } from '../../model/site.ts';
import { isRow, listOf, rowOf, textOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';

/** Every list of sites in any contract, each with the key that holds it. */
export function joinSiteLists(sources: Sources, sites: readonly Site[]): SiteList[] {
  const declared = new Set(sites.map(({ id }) => id));
  return merged([
    ...sources.of('infra.maintenance.transaction.contract').flatMap(transactionLists),
    ...sources.of('infra.placement.policy').map((document) => placementList(document, declared)),
    ...sources.of('startup.sequencing').flatMap(sequencingLists),
    ...inventories(sources),
  ]);
}

/** One list per kind and key, however many files it is spread over. */
function merged(lists: readonly SiteList[]): SiteList[] {
  const groups = groupByNames(lists, (found) => [`${found.kind} ${keyOf(found)}`]);
  return [...groups.values()].map((same) => {
    const [first] = same as [SiteList, ...SiteList[]];
    const name =
      same.length === 1 ? first.name : `${keyOf(first)} of the ${same.length} files of ${first.kind}`;
    return { ...first, name, entries: same.flatMap(({ entries }) => entries) };
  });
}

const keyOf = ({ name }: SiteList): string => name.split(' of ')[0]!;

function list(
  document: Document,
  what: string,
  at: Anchor,
  entries: readonly Stated<string>[],
  complete: boolean,
): SiteList {
  const base = document.file.slice(document.file.lastIndexOf('/') + 1);
  return { name: `${what} of ${base}`, kind: document.kind, at, entries, complete };
}

function transactionLists(document: Document<'infra.maintenance.transaction.contract'>): SiteList[] {
  const { file, data } = document;
  const rows = rowsBy(listOf(data?.sites), 'id', (index) => atValue(file, 'sites', index, 'id'));
  const policies = Object.entries(rowOf(data?.oob_policy)).flatMap(([site, value]) =>
    isRow(value) ? [{ value: site, at: atKey(file, 'oob_policy', site) }] : [],
  );
  const lists = [list(document, 'sites', atKey(file, 'sites'), rows, true)];
  if (policies.length > 0) {
    lists.push(list(document, 'oob_policy', atKey(file, 'oob_policy'), policies, true));
  }
  return lists;
}

function rowsBy(rows: readonly unknown[], key: string, at: (index: number) => Anchor): Stated<string>[] {
  return rows.flatMap((row, index) => {
    const site = textOf(rowOf(row)[key]);
    return site === undefined ? [] : [{ value: site, at: at(index) }];
  });
}

/** A placement site without hypervisors that is no site of the estate (people's own machines) is none that it lacks. */
function placementList(
  document: Document<'infra.placement.policy'>,
  declared: ReadonlySet<string>,
): SiteList {
  const { file, data } = document;
  const entries = Object.entries(rowOf(data?.sites)).flatMap(([site, row]) =>
    listOf(rowOf(row).proxmox_hosts).length > 0 || declared.has(site)
      ? [{ value: site, at: atKey(file, 'sites', site) }]
      : [],
  );
  return list(document, 'sites', atKey(file, 'sites'), entries, true);
}

function sequencingLists(document: Document<'startup.sequencing'>): SiteList[] {
  const { file } = document;
  const data = rowOf(document.data);
  const named = Object.keys(data).flatMap((key) => {
    const site = /^(.+)_vm_lifecycle$/.exec(key)?.[1];
    return site === undefined ? [] : [{ value: site, at: atKey(file, key) }];
  });
  const lifecycle = Object.keys(rowOf(data.lifecycle)).map((site) => ({
    value: site,
    at: atKey(file, 'lifecycle', site),
  }));
  const phases = rowsBy(listOf(data.phases), 'site', (index) => atValue(file, 'phases', index, 'site'));
  const first = lifecycle.length > 0 ? atKey(file, 'lifecycle') : (named[0]?.at ?? atKey(file, 'phases'));
  return [
    list(document, 'site lifecycles', first, [...named, ...lifecycle], true),
    list(document, 'phases', atKey(file, 'phases'), phases, phases.length > 0),
  ];
}

function inventories(sources: Sources): SiteList[] {
  const hardware = sources.of('hardware.inventory').map((document) => siteFields(document, 'machines'));
  const proxmox = sources.of('proxmox.inventory').map((document) => siteFields(document, 'nodes'));
  return [...hardware, ...proxmox].filter((found) => found.entries.length > 0);
}

function siteFields(document: Document, key: string): SiteList {
  const rows = listOf(rowOf(document.data)[key]);
  const entries = rowsBy(rows, 'site', (index) => atValue(document.file, key, index, 'site'));
  return list(document, key, atKey(document.file, key), entries, false);
}
