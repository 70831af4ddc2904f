import { type AgeLimit, inHours, limitsOn, ownLimit, strictest } from '../../src/estate/ask/backup-limits.ts';
import { imagesOf } from '../../src/estate/ask/backups.ts';
import { named } from '../../src/estate/ask/describe.ts';
import { CLOCK_SKEW_MS, HOUR_MS } from '../../src/estate/ask/evidence.ts';
import { oncePerThing } from '../../src/estate/ask/once.ts';
import { activeGuests } from '../../src/estate/ask/standard.ts';
import type { BackupObservation, BackupTarget } from '../../src/estate/model/backup.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const SNAPSHOT = 'ops/bindings/backup.freshness.snapshot.yaml';
const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';

export default defineGate({
  id: 'backups/fresh-enough',
  title: 'The newest backups of every active guest are younger than their limits',
  why: 'A guest that does not come back is restored from its newest backup; all that happened since then is lost.',
  fix: 'Find out why the job did not run, run it, then run `gates observe backups`.',
  severity: 'error',
  clock: true,
  reads: [
    'backup.inventory',
    'backup.freshness.snapshot',
    'infra.maintenance.transaction.contract',
    'reboot.runbook',
    'vm.lifecycle',
    'topology.sites',
  ],
  unseen:
    'Guests of which no target was observed with a date; backups/evidence-present and -conclusive name those.',
  examines: (estate) => activeGuests(estate).filter((guest) => copiesOf(estate, guest).length > 0),
  *judge(guest, estate) {
    for (const [rank, copy] of copiesOf(estate, guest).entries()) {
      const answers = rank === 0 && copy.isImage;
      const limit = answers ? strictest(limitsOn(estate, copy.target, guest)) : ownLimit(copy.target);
      yield* judgeCopy(guest, copy, limit, estate);
    }
  },
  examples: {
    passing: [
      {
        name: 'the image is a day late, but a copy of it is young enough',
        edits: [
          {
            file: CONTRACT,
            find: 'critical: 30\n      important: 30\n      rebuildable: 192',
            replace: 'critical: 8\n      important: 8\n      rebuildable: 192',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'both images of a guest are three days old',
        edits: [
          {
            file: SNAPSHOT,
            find: 'name: vm-213-books-a-primary, newest_at: "2026-01-15T02:31:02Z"',
            replace: 'name: vm-213-books-a-primary, newest_at: «"2026-01-12T14:31:02Z"»',
          },
          {
            file: SNAPSHOT,
            find: 'name: vm-213-books-a-away, newest_at: "2026-01-15T04:40:31Z"',
            replace: 'name: vm-213-books-a-away, newest_at: «"2026-01-12T15:40:31Z"»',
          },
        ],
      },
      {
        name: 'an export is older than its own limit',
        edits: [
          {
            file: SNAPSHOT,
            find: 'name: books-a-database, newest_at: "2026-01-15T01:31:25Z"',
            replace: 'name: books-a-database, newest_at: «"2026-01-13T01:31:25Z"»',
          },
        ],
      },
      {
        name: 'the site demands a younger one than there is',
        edits: [
          { file: CONTRACT, find: 'rebuildable: 192   #', replace: 'rebuildable: 90   #' },
          {
            file: SNAPSHOT,
            find: 'name: home-lxc-105-dns-away, newest_at: "2026-01-11T06:02:20Z"',
            replace: 'name: home-lxc-105-dns-away, newest_at: «"2026-01-11T06:02:20Z"»',
          },
        ],
      },
    ],
  },
});

interface Copy {
  readonly target: BackupTarget;
  readonly observation: BackupObservation;
  readonly newestMs: number;
  /** True when it holds the whole guest; the newest of these answers for the guest. */
  readonly isImage: boolean;
}

/** Observed whole copies of a guest, images before exports and the newest first. */
const copiesOf = oncePerThing((estate, guest: Guest): readonly Copy[] => {
  const images = new Set(imagesOf(estate, guest.key));
  const enabled = estate.index.targetsOfGuest(guest.key).filter((target) => target.enabled);
  const copies = enabled.flatMap((target): Copy[] => {
    const observation = estate.index.observation(target.name);
    const newestMs = observation?.newestMs;
    return observation?.state === 'ok' && newestMs !== undefined
      ? [{ target, observation, newestMs, isImage: images.has(target) }]
      : [];
  });
  return copies.sort((a, b) => Number(b.isImage) - Number(a.isImage) || b.newestMs - a.newestMs);
});

function* judgeCopy(guest: Guest, copy: Copy, limit: AgeLimit | undefined, estate: Estate): Iterable<Breach> {
  const { target, observation, newestMs } = copy;
  const age = estate.now - newestMs;
  const place = { at: observation.newestAt?.at ?? observation.at, key: target.name };
  const of = `the newest file of "${target.name}" for ${named(guest)}`;
  if (age < -CLOCK_SKEW_MS)
    yield { message: `${of} is dated "${observation.newestAt?.value}", which is yet to come`, ...place };
  if (!limit || age <= limit.hours * HOUR_MS) return;
  yield {
    message: `${of} is ${inHours(age / HOUR_MS)} old; expected less than ${inHours(limit.hours)} (${limit.what})`,
    ...place,
    related: [
      { message: `the limit of ${inHours(limit.hours)}`, at: limit.at },
      { message: 'the target', at: target.at },
      { message: 'the guest', at: guest.at },
    ],
    detail: { value: inHours(age / HOUR_MS), expected: inHours(limit.hours) },
  };
}
