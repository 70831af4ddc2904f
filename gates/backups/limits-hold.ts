import {
  type AgeLimit,
  bestImageOf,
  demandsOn,
  inHours,
  neededHours,
  ownLimit,
} from '../../src/estate/ask/backup-limits.ts';
import { enabledTargets, guestsUnder } from '../../src/estate/ask/backups.ts';
import { named } from '../../src/estate/ask/describe.ts';
import type { BackupTarget } from '../../src/estate/model/backup.ts';
import type { Estate } from '../../src/estate/model/estate.ts';
import type { Guest } from '../../src/estate/model/guest.ts';
import { type Breach, defineGate } from '../../src/gate/gate.ts';

const INVENTORY = 'ops/bindings/backup.inventory.yaml';
const SCHEDULE = 'ops/bindings/backup.schedule.yaml';
const CONTRACT = 'ops/bindings/infra.maintenance.transaction.contract.yaml';
const RUNBOOK = 'docs/governance/REBOOT_HEALTH_GATE.md';

export default defineGate({
  id: 'backups/limits-hold',
  title:
    'No limit for the age of a backup is shorter than one period of its schedule and the time a run takes',
  why: 'A limit that a weekly job meets on one day in seven is skipped on the other six, and soon nobody looks at it at all.',
  fix: 'Write the backup more often, or raise the limit to a period and the duration of a run.',
  severity: 'error',
  reads: [
    'backup.inventory',
    'backup.schedule',
    'backup.calendar',
    'infra.maintenance.transaction.contract',
    'reboot.runbook',
    'vm.lifecycle',
  ],
  unseen:
    'Targets whose period nothing tells are compared with nothing but each other; backups/schedule-known names them.',
  examines: (estate) => enabledTargets(estate).filter((target) => guestsUnder(estate, target).length > 0),
  *judge(target, estate) {
    const own = ownLimit(target);
    if (own) yield* tooShort(target, own, estate);
    for (const { limit, guest } of demands(estate, target)) yield* tooShort(target, limit, estate, guest);
  },
  examples: {
    passing: [
      {
        name: 'a limit of exactly a period and a run',
        edits: [
          {
            file: INVENTORY,
            find: 'glob: "vzdump-qemu-213-*.vma.zst"\n    stale_after_hours: 28',
            replace: 'glob: "vzdump-qemu-213-*.vma.zst"\n    stale_after_hours: 25.25',
          },
        ],
      },
      {
        name: 'a copy that is written less often than the site demands, beside one that meets it',
        edits: [
          {
            file: INVENTORY,
            find: 'schedule: home-offsite-nightly',
            replace: 'schedule: home-dns-offsite-weekly',
          },
          {
            file: INVENTORY,
            find: '"vzdump-qemu-100-*.vma.zst", stale_after_hours: 30',
            replace: '"vzdump-qemu-100-*.vma.zst", stale_after_hours: 192',
          },
        ],
      },
    ],
    failing: [
      {
        name: 'a weekly job whose file counts as stale after a week',
        edits: [
          {
            file: INVENTORY,
            find: 'glob: "vzdump-lxc-105-*.tar.zst"\n    stale_after_hours: 192',
            replace: 'glob: "vzdump-lxc-105-*.tar.zst"\n    stale_after_hours: «168»',
          },
        ],
      },
      {
        name: 'the runbook demands a day of a weekly job',
        edits: [
          {
            file: 'docs/governance/HOME_REBOOT_HEALTH_GATE.md',
            find: 'The newest backup of a guest is older than 192 hours',
            replace: 'The newest backup of a guest is «older than 26 hours»',
          },
        ],
      },
      {
        name: 'the only runbook demands a day, and another site writes weekly',
        edits: [
          { file: 'docs/governance/HOME_REBOOT_HEALTH_GATE.md', remove: true },
          { file: RUNBOOK, find: 'sites: [shop]\n', replace: '' },
          { file: RUNBOOK, find: 'last backup < 30 hours', replace: 'last backup «< 26 hours»' },
          { file: CONTRACT, from: '    backup_max_age_hours:\n', to: '    waker: gw-home', replace: '' },
        ],
      },
      {
        name: 'the site demands less than a daily job can give',
        edits: [
          {
            file: CONTRACT,
            find: 'critical: 30\n      important: 30',
            replace: 'critical: «24»\n      important: 30',
          },
        ],
      },
      {
        name: 'the site demands less than a target of unknown period tolerates',
        edits: [
          {
            file: SCHEDULE,
            find: 'id: home-dns-weekly\n    enabled: true',
            replace: 'id: home-dns-weekly\n    enabled: false',
          },
          {
            file: INVENTORY,
            find: 'schedule: home-dns-offsite-weekly, host: nas-shop',
            replace: 'schedule: home-dns-weekly, host: nas-shop',
          },
          { file: CONTRACT, find: 'rebuildable: 192   #', replace: 'rebuildable: «160»   #' },
        ],
      },
    ],
  },
});

/** Demands on the newest backup of each guest rest on the target that is written most often. */
function demands(estate: Estate, target: BackupTarget): { limit: AgeLimit; guest: Guest }[] {
  const sites = new Map<string, Guest>();
  for (const guest of guestsUnder(estate, target)) {
    if (!sites.has(guest.site) && bestImageOf(estate, guest.key) === target) sites.set(guest.site, guest);
  }
  return [...sites.values()].flatMap((guest) =>
    demandsOn(estate, target, guest.site).map((limit) => ({ limit, guest })),
  );
}

function* tooShort(target: BackupTarget, limit: AgeLimit, estate: Estate, guest?: Guest): Iterable<Breach> {
  const broken = brokenBySchedule(target, limit) ?? brokenByTolerance(target, limit);
  const of = guest ?? guestsUnder(estate, target)[0];
  if (!broken || !of) return;
  const tolerated = target.staleAfterHours;
  yield {
    message: `target "${target.name}" of ${named(of)} cannot stay within the ${inHours(limit.hours)} of ${limit.what}: ${broken}`,
    at: limit.at,
    related: [
      ...(target.period ? [{ message: 'the schedule', at: target.period.at }] : []),
      ...(tolerated && tolerated.at !== limit.at
        ? [{ message: 'what the target tolerates', at: tolerated.at }]
        : []),
      { message: 'the target', at: target.at },
    ],
    key: `${target.name} ${limit.what}`,
  };
}

function brokenBySchedule(target: BackupTarget, limit: AgeLimit): string | undefined {
  const { period } = target;
  const need = neededHours(target);
  if (!period || need === undefined || limit.hours >= need) return undefined;
  const rhythm = `leaves up to ${inHours(period.hours)} between two runs, and a run takes ${inHours(period.durationHours)}`;
  return `${period.text} ${rhythm}; expected at least ${Math.ceil(need)} h, or a shorter period`;
}

/** With no schedule known, a demand below what the target itself tolerates is all that can be compared. */
function brokenByTolerance({ period, staleAfterHours }: BackupTarget, limit: AgeLimit): string | undefined {
  if (period || !staleAfterHours || limit.hours >= staleAfterHours.value) return undefined;
  return `it tolerates ${inHours(staleAfterHours.value)} itself, and no schedule tells that it is written more often`;
}
