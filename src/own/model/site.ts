import type { OrderList } from '../../estate/model/order.ts';
import type { Site } from '../../estate/model/site.ts';
import { any, fields, integer, maybe, one, text, texts, truth } from '../shape.ts';
import { entityView } from './entity-view.ts';

const MAINTENANCE = fields('maintenance', {
  host: maybe(text('Hypervisor on which the site is maintained.')),
  requires_recovery: maybe(truth('Whether a window ends with a recovery phase.')),
  requires_oob_guard: maybe(truth('Whether a window demands an out-of-band path.')),
  waker: maybe(text('Node that sends Wake-on-LAN packets.')),
  broadcast: maybe(text('Address to which they are sent.')),
  escalate_stop: maybe(truth('Whether a guest that does not stop is switched off.')),
  guest_stop_timeout_sec: maybe(integer('Seconds that a guest has to stop.')),
  lock_host: maybe(text('Node that holds the lock of the site.')),
});

const SITE = fields('site', {
  id: text('Id of the site.'),
  name: maybe(text('Name for people.')),
  status: text('`active`, `planned` or `retired`.'),
  lan: maybe(text('Its LAN as CIDR.')),
  vmid_from: maybe(integer('First VMID of its range.')),
  vmid_to: maybe(integer('Last VMID of its range.')),
  timezone: maybe(text('IANA time zone.')),
  hypervisors: texts('Ids of its hypervisors.'),
  nas: texts('Ids of its NAS.'),
  guests: texts('Keys of its guests, whatever their state.'),
  startup_order: texts('What its startup order lists: node ids and guest keys.'),
  shutdown_order: texts('What its shutdown order lists: node ids and guest keys.'),
  has_oob_policy: truth('Whether an out-of-band policy is written for it.'),
  maintenance: maybe(one(MAINTENANCE, 'Its row in the maintenance contract.')),
  row: any('Its row as topology.sites holds it.'),
});

export const site = entityView<Site, typeof SITE>({
  shape: SITE,
  plural: 'sites',
  about: 'A place with one LAN.',
  reads: ['topology.sites'],
  all: (estate) => estate.sites,
  view: (one, { estate, row }) => {
    const sequence = estate.index.sequenceOf(one.id);
    return {
      id: one.id,
      name: one.name ?? null,
      status: one.status,
      lan: one.lan?.value ?? null,
      vmid_from: one.vmidRange ? BigInt(one.vmidRange.value.from) : null,
      vmid_to: one.vmidRange ? BigInt(one.vmidRange.value.to) : null,
      timezone: one.timezone?.value ?? null,
      hypervisors: one.hypervisors,
      nas: one.nas,
      guests: estate.index.guestsOf(one.id).map((guest) => guest.key),
      startup_order: listed(sequence?.startup),
      shutdown_order: listed(sequence?.shutdown),
      has_oob_policy: one.oobPolicy !== undefined,
      maintenance: maintenanceOf(one),
      get row() {
        return row(one.at);
      },
    };
  },
});

export const listed = (list: OrderList | undefined): string[] =>
  (list?.entries ?? []).flatMap(({ guest, node }) => guest ?? node ?? []);

function maintenanceOf({ maintenance }: Site) {
  if (!maintenance) return null;
  const seconds = maintenance.guestStopTimeoutSec?.value;
  return {
    host: maintenance.hostId?.value ?? null,
    requires_recovery: maintenance.requiresRecovery?.value ?? null,
    requires_oob_guard: maintenance.requiresOobGuard?.value ?? null,
    waker: maintenance.waker?.value ?? null,
    broadcast: maintenance.broadcast?.value ?? null,
    escalate_stop: maintenance.escalateStop?.value ?? null,
    guest_stop_timeout_sec: whole(seconds),
    lock_host: maintenance.lockHost?.value ?? null,
  };
}

/** A number as CEL has a whole one; null where there is none. */
export const whole = (value: number | undefined): bigint | null =>
  value === undefined ? null : BigInt(Math.round(value));
