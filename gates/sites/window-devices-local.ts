import { lanOnlyTargets } from '../../src/estate/ask/lan-only.ts';
import { activeSites } from '../../src/estate/ask/standard.ts';
import type { Stated } from '../../src/estate/model/entity.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Site } from '../../src/estate/model/site.ts';
import { canonicalAddress } from '../../src/estate/reading/addresses.ts';
import { quoted } from '../../src/finding/printable.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';

export default defineGate<Site>({
  id: 'sites/window-devices-local',
  title: 'What wakes, watches or reaches a site while it is dark stands at that site',
  why: 'A magic packet does not leave its LAN, and a device of another place says nothing about this one.',
  fix: 'Name a machine of the site, and an address of its LAN, in its row of infra.maintenance.transaction.contract.yaml.',
  severity: 'error',
  reads: ['topology.sites', 'infra.maintenance.transaction.contract', 'ssh.targets'],
  unseen:
    'Names that no contract knows: sites/maintenance-row reports those. A lock may be kept at another site.',
  examines: (estate) => activeSites(estate).filter((site) => site.maintenance !== undefined),
  *judge(site, estate) {
    for (const { field, value, at } of devicesOf(site)) {
      const machine = estate.index.named(value);
      if (machine?.site === undefined || machine.site === site.id) continue;
      yield {
        at,
        message: `site "${site.id}" names "${value}" as ${field}, which stands at site "${machine.site}"; expected a machine of its own`,
        related: [{ message: 'that machine', at: machine.at }],
        key: `${field} ${value}`,
      };
    }
    yield* farLock(site, estate);
    yield* strayBroadcast(site, estate);
  },
  examples: {
    passing: [
      {
        name: 'another device of the same site',
        edits: [{ file: CONTRACT, find: 'off_observer: switch-home', replace: 'off_observer: gw-home' }],
      },
      {
        name: 'a lock that is kept at another site, which stays up',
        edits: [{ file: CONTRACT, find: 'lock_host: gw-home', replace: 'lock_host: gw-shop' }],
      },
    ],
    failing: [
      {
        name: 'the waker of another LAN',
        edits: [{ file: CONTRACT, find: 'waker: gw-home', replace: 'waker: «gw-shop»' }],
      },
      {
        name: 'a lock on a machine that only another LAN reaches',
        edits: [{ file: CONTRACT, find: 'lock_host: gw-home', replace: 'lock_host: «switch-shop»' }],
      },
      {
        name: 'the broadcast address of another LAN',
        edits: [{ file: CONTRACT, find: '"198.51.100.255"', replace: '«"192.0.2.255"»' }],
      },
      {
        name: 'an out-of-band device of another place',
        edits: [{ file: CONTRACT, find: '{id: switch-home, tcp', replace: '{id: «switch-shop», tcp' }],
      },
    ],
  },
});

/** A lock may be kept at another site, where it can be reached from outside. */
function* farLock({ id, maintenance }: Site, estate: Estate): Iterable<Breach> {
  const lock = maintenance?.lockHost;
  const machine = lock && estate.index.named(lock.value);
  if (!lock || machine?.site === undefined || machine.site === id) return;
  const target = lanOnlyTargets(estate).find((each) => each.subject === machine.subject);
  if (!target) return;
  yield {
    at: lock.at,
    message: `site "${id}" keeps its lock on "${lock.value}", which answers only on the LAN of site "${machine.site}"; expected a machine of its own, or one that is reached from outside`,
    related: [{ message: 'that machine', at: target.at }],
    key: `lock_host ${lock.value}`,
  };
}

/** 255.255.255.255 stays in the LAN of whatever sends to it. */
function* strayBroadcast({ id, lan, maintenance }: Site, { index }: Estate): Iterable<Breach> {
  const broadcast = maintenance?.broadcast;
  const address = canonicalAddress(broadcast?.value);
  if (!broadcast || !lan || address === undefined || address === '255.255.255.255') return;
  const holder = index.siteOfAddress(address);
  if (holder === id) return;
  yield {
    at: broadcast.at,
    message: `site "${id}" wakes its machines at ${quoted(broadcast.value)}, which lies in ${holder === undefined ? 'no LAN of the estate' : `the LAN of site "${holder}"`}; expected an address of ${quoted(lan.value)}`,
    related: [{ message: 'the LAN of the site', at: lan.at }],
    key: `broadcast ${broadcast.value}`,
  };
}

interface WindowDevice extends Stated<string> {
  readonly field: string;
}

function devicesOf({ maintenance }: Site): WindowDevice[] {
  if (!maintenance) return [];
  const { waker, offObserver, oob } = maintenance;
  const one = (field: string, stated: Stated<string> | undefined) => (stated ? [{ field, ...stated }] : []);
  return [
    ...one('waker', waker),
    ...one('off_observer', offObserver),
    ...(oob?.devices ?? []).map(({ id, at }) => ({ field: 'out-of-band device', value: id, at })),
    ...(oob?.survivesPoweroffOf ?? []).map((stated) => ({ field: 'survives_poweroff_of', ...stated })),
  ];
}
