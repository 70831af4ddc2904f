import { atKey, atValue } from '../../../finding/place.ts';
import type { Document } from '../../../load/document.ts';
import type { Stated } from '../../model/entity.ts';
import type { Oob, SiteMaintenance } from '../../model/site.ts';
import { present, stated } from '../../reading/stated.ts';
import {
  boolOf,
  intOf,
  isRow,
  listOf,
  numberOf,
  type Row,
  rowOf,
  textOf,
  textsOf,
} from '../../reading/values.ts';

type Transaction = Document<'infra.maintenance.transaction.contract'>;

/** What a transaction contract says of each site that it has a row for; of two rows the first counts. */
export function maintenanceBySite(document: Transaction): ReadonlyMap<string, SiteMaintenance> {
  const sites = new Map<string, SiteMaintenance>();
  listOf(document.data?.sites).forEach((item, index) => {
    const row = rowOf(item);
    const id = textOf(row.id);
    if (id !== undefined && !sites.has(id)) sites.set(id, siteMaintenance(document, row, index, id));
  });
  return sites;
}

function siteMaintenance(document: Transaction, row: Row, index: number, id: string): SiteMaintenance {
  const { file } = document;
  const path = (key: string) => ['sites', index, key];
  const text = (key: string) => stated(textOf(row[key]), file, path(key));
  const flag = (key: string) => stated(boolOf(row[key]), file, path(key));
  return {
    at: atValue(file, 'sites', index, 'id'),
    ...present({
      hostId: text('host_id'),
      requiresRecovery: flag('requires_recovery'),
      requiresOobGuard: flag('requires_oob_guard'),
      backupMaxAgeHours: stated(hoursOf(row.backup_max_age_hours), file, path('backup_max_age_hours')),
      waker: text('waker'),
      broadcast: text('broadcast'),
      escalateStop: flag('escalate_stop'),
      guestStopTimeoutSec: stated(intOf(row.guest_stop_timeout_sec), file, path('guest_stop_timeout_sec')),
      nasStop: stated(wordsOf(row.nas_stop), file, path('nas_stop')),
      offObserver: text('off_observer'),
      lockHost: text('lock_host'),
      oob: oobOf(document, row, index, id),
    }),
  };
}

function hoursOf(value: unknown): number | Record<string, number> | undefined {
  if (!isRow(value)) return numberOf(value);
  const entries = Object.entries(value).flatMap(([name, hours]) => {
    const number = numberOf(hours);
    return number === undefined ? [] : [[name, number] as const];
  });
  return Object.fromEntries(entries);
}

const wordsOf = (value: unknown): string[] | undefined => (Array.isArray(value) ? textsOf(value) : undefined);

/** Out-of-band devices stand in the site's row, or in a root map `oob` by site. */
function oobOf(document: Document, row: Row, index: number, id: string): Oob | undefined {
  const root = rowOf(rowOf(document.data).oob)[id];
  if (isRow(row.oob)) return oobFrom(document.file, ['sites', index, 'oob'], row.oob);
  return isRow(root) ? oobFrom(document.file, ['oob', id], root) : undefined;
}

function oobFrom(file: string, path: (string | number)[], oob: Row): Oob {
  const survives =
    oob.survives_poweroff_of === undefined ? 'must_survive_poweroff_of' : 'survives_poweroff_of';
  return {
    at: atKey(file, ...path),
    devices: listOf(oob.devices).flatMap((item, index) => {
      const device = isRow(item) ? item : { id: item };
      const name = textOf(device.id);
      const tcpAny = listOf(rowOf(device).tcp_any).flatMap((port) => intOf(port) ?? []);
      return name === undefined
        ? []
        : [
            {
              id: name,
              tcpAny,
              at: atValue(file, ...path, 'devices', index, ...(isRow(item) ? ['id'] : [])),
            },
          ];
    }),
    survivesPoweroffOf: listOf(oob[survives]).flatMap((item, index): Stated<string>[] => {
      const name = textOf(item);
      return name === undefined ? [] : [{ value: name, at: atValue(file, ...path, survives, index) }];
    }),
  };
}
