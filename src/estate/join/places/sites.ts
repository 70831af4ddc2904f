import { compareText } from '../../../finding/order.ts';
import { atKey, atValue } from '../../../finding/place.ts';
import { subjectOf } from '../../../finding/subject.ts';
import type { Document } from '../../../load/document.ts';
import type { Site } from '../../model/site.ts';
import { siteStatusOf } from '../../reading/site-status.ts';
import { present, stated } from '../../reading/stated.ts';
import { boolOf, isRow, listOf, type Row, rowOf, textOf, textsOf } from '../../reading/values.ts';
import type { Sources } from '../../sources.ts';
import { maintenanceBySite } from './transaction.ts';

/** Sites from topology.sites; without that file, every site that the other bindings list counts as active. */
export function joinSites(sources: Sources): Site[] {
  const transaction = transactionFields(sources);
  const rows = sources
    .of('topology.sites')
    .flatMap((document) =>
      listOf(document.data?.sites).flatMap((row, index) =>
        siteFromRow(document, rowOf(row), index, transaction),
      ),
    );
  const sites = rows.length > 0 ? rows : sitesWithoutTopology(sources, transaction);
  return [...new Map(sites.map((site) => [site.id, site])).values()].sort((a, b) => compareText(a.id, b.id));
}

type Transaction = ReadonlyMap<string, TransactionFields>;

function siteFromRow(document: Document, row: Row, index: number, transaction: Transaction): Site[] {
  const id = textOf(row.id);
  if (id === undefined) return [];
  const { file } = document;
  const path = (key: string) => ['sites', index, key];
  return [
    {
      subject: subjectOf('site', id),
      at: atValue(file, 'sites', index, 'id'),
      site: id,
      id,
      status: siteStatusOf(textOf(row.status)) ?? 'planned',
      hypervisors: [...new Set([...textsOf(row.hypervisors), ...textsOf(row.proxmox_alias)])],
      nas: textsOf(row.nas),
      ...present({
        name: textOf(row.name),
        lan: stated(textOf(row.lan_cidr), file, path('lan_cidr')),
        vmidRange: stated(rangeOf(textOf(row.vmid_range)), file, path('vmid_range')),
        anchor: stated(textOf(row.tailscale_anchor), file, path('tailscale_anchor')),
        timezone: stated(textOf(row.timezone), file, path('timezone')),
        ...transaction.get(id),
      }),
    },
  ];
}

function rangeOf(text: string | undefined): { from: number; to: number } | undefined {
  const match = /^(\d{1,9})\s*-\s*(\d{1,9})$/.exec(text ?? '');
  return match ? { from: Number(match[1]), to: Number(match[2]) } : undefined;
}

type TransactionFields = Pick<Partial<Site>, 'maintenance' | 'oobPolicy' | 'oobPolicySwitch'>;

/** What the first transaction contract that speaks of a site says of it. */
function transactionFields(sources: Sources): ReadonlyMap<string, TransactionFields> {
  const fields = new Map<string, TransactionFields>();
  for (const document of sources.of('infra.maintenance.transaction.contract')) {
    const rows = maintenanceBySite(document);
    const policies = rowOf(document.data?.oob_policy);
    for (const id of new Set([...rows.keys(), ...Object.keys(policies)])) {
      const maintenance = rows.get(id);
      const policy = oobPolicy(document, id, policies[id]);
      if ((maintenance || policy) && !fields.has(id)) fields.set(id, present({ maintenance, ...policy }));
    }
  }
  return fields;
}

/** Every map-valued key of `oob_policy` is a site; scalars beside them are settings of the whole. */
function oobPolicy(document: Document, id: string, row: unknown) {
  if (!isRow(row)) return undefined;
  const key = 'requires_guard_pass_or_onsite_ack';
  return present({
    oobPolicy: atKey(document.file, 'oob_policy', id),
    oobPolicySwitch: stated(boolOf(row[key]), document.file, ['oob_policy', id, key]),
  });
}

function sitesWithoutTopology(sources: Sources, transaction: Transaction): Site[] {
  const fromTransaction = sources.of('infra.maintenance.transaction.contract').flatMap((document) =>
    listOf(document.data?.sites).map((row, index) => ({
      id: textOf(rowOf(row).id),
      at: atValue(document.file, 'sites', index, 'id'),
    })),
  );
  const fromPlacement = sources
    .of('infra.placement.policy')
    .flatMap((document) =>
      Object.keys(rowOf(document.data?.sites)).map((id) => ({ id, at: atKey(document.file, 'sites', id) })),
    );
  return [...fromPlacement, ...fromTransaction].flatMap(({ id, at }) =>
    id === undefined ? [] : [bareSite(id, at, transaction)],
  );
}

function bareSite(id: string, at: Site['at'], transaction: Transaction): Site {
  const base = { subject: subjectOf('site', id), at, site: id, id, status: 'active' as const };
  return { ...base, hypervisors: [], nas: [], ...transaction.get(id) };
}
