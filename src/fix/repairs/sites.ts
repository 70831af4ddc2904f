import { memberOf } from '../../estate/ask/site-lists.ts';
import type { Estate } from '../../estate/model/estate.ts';
import type { Site, SiteList } from '../../estate/model/site.ts';
import { isSpan } from '../../finding/place.ts';
import { pathOf } from '../order/lists.ts';
import type { Proposal, Repair } from '../repair.ts';
import { contractFile, into } from './contract-file.ts';
import { sequenceThing } from './sequencing.ts';

/** A list of sites gets the site that it forgot, with what the topology says of it. */
export const listSite: Repair = function* (finding, estate) {
  const site = finding.site === undefined ? undefined : estate.index.site(finding.site);
  if (!site) return;
  for (const list of estate.siteLists) {
    if (list.at.file !== finding.place.file || !list.complete || memberOf(estate, list, site.id)) continue;
    if (list.kind === 'infra.placement.policy') yield* placementOf(site, list);
    if (list.kind === 'startup.sequencing' && !estate.index.sequenceOf(site.id)) {
      const host = site.hypervisors[0] && estate.index.node(site.hypervisors[0]);
      if (host) yield* sequenceThing({ ...finding, subject: host.subject }, estate);
    }
  }
};

function* placementOf({ id, hypervisors, vmidRange }: Site, list: SiteList): Iterable<Proposal> {
  if (hypervisors.length === 0) return;
  const range = vmidRange?.value;
  const value = {
    proxmox_hosts: hypervisors,
    ...(range && { vmid_min: range.from, vmid_max: range.to }),
  };
  yield { changes: [{ kind: 'pair', file: list.at.file, path: ['sites'], key: id, value }] };
}

/** A compose target that runs at a site becomes an entry of its row in the topology. */
export const listCompose: Repair = function* (finding, estate) {
  const site = finding.site === undefined ? undefined : estate.index.site(finding.site);
  const value = finding.detail?.value;
  if (!site || typeof value !== 'string' || isSpan(site.at)) return;
  const { file, path } = site.at;
  yield { changes: [{ kind: 'item', file, path: [...path.slice(0, 2), 'compose_targets'], value }] };
};

/** A site gets its row in the transaction contract, where it has one hypervisor. */
export const maintenanceRow: Repair = function* (finding, estate) {
  const site = finding.site === undefined ? undefined : estate.index.site(finding.site);
  if (!site || site.maintenance || site.hypervisors.length !== 1) return;
  const kind = 'infra.maintenance.transaction.contract';
  const contract = contractFile(estate, kind, ['sites'], site.id);
  const value = { id: site.id, host_id: site.hypervisors[0] };
  if (!contract) return;
  const { file } = contract;
  yield { changes: into(contract, { kind: 'item', file, path: ['sites'], value, draft: true }) };
};

/** Whether the site is looked at again after its power was off. */
export const declareRecovery: Repair = function* (finding, estate) {
  yield* inRow(finding.site, estate, 'requires_recovery', true, 'whether the site has to be recovered');
};

/** The least limit that the schedules of the site's backups can hold. */
export const limitBackupAge: Repair = function* (finding, estate) {
  const hours = estate.backupTargets
    .filter((target) => target.site === finding.site && target.enabled && target.period)
    .map(({ period }) => Math.ceil(period!.hours + period!.durationHours) + 1);
  const value = Math.max(24, ...hours);
  yield* inRow(
    finding.site,
    estate,
    'backup_max_age_hours',
    value,
    'how old a backup may be before a window',
  );
};

function* inRow(
  id: string | undefined,
  estate: Estate,
  key: string,
  value: unknown,
  decision: string,
): Iterable<Proposal> {
  const row = id === undefined ? undefined : estate.index.site(id)?.maintenance;
  if (!row) return;
  const path = pathOf(row.at).slice(0, 2);
  yield { changes: [{ kind: 'pair', file: row.at.file, path, key, value }], decision };
}
