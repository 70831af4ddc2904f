import { bestImageOf, limitsOn, strictest } from '../estate/ask/backup-limits.ts';
import { named, shortly } from '../estate/ask/describe.ts';
import type { BackupTarget } from '../estate/model/backup.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { Check } from './check.ts';
import { type Draft, deadline, draft, type Moment } from './draft.ts';
import { guestRoute } from './guest-steps.ts';
import { hypervisorOf } from './members.ts';
import type { Planning, Reason } from './planning.ts';
import { safe } from './safe.ts';

/** What the newest backup of a guest has to be, with the line that demands it. */
export interface Freshness {
  readonly target: BackupTarget;
  readonly check: Extract<Check, { kind: 'backup-younger' }>;
  readonly because: Reason;
}

/** The strictest limit on the newest copy of a guest; undefined where it has no target or no limit. */
export function freshnessOf(planning: Planning, guest: Guest): Freshness | undefined {
  const target = bestImageOf(planning.estate, guest.key);
  const limit = target && strictest(limitsOn(planning.estate, target, guest));
  if (!target || !limit) return undefined;
  const { hours, what, at } = limit;
  return {
    target,
    check: { kind: 'backup-younger', guest: guest.key, target: target.name, hours },
    because: { text: `${what} allows ${hours} h`, at },
  };
}

const BACKUP_SEC = 3 * 60 * 60;

/** Writes a copy of a guest to its own target, where the newest one is too old. */
export function backupNow(moment: Moment, guest: Guest): Draft[] {
  const { planning } = moment;
  const fresh = freshnessOf(planning, guest);
  const destination = fresh && destinationOf(planning, guest, fresh.target);
  if (!fresh || !destination) {
    planning.refuse(
      `${named(guest)} cannot be backed up now: no enabled target of it lies on a storage of its hypervisor and has a limit`,
      fresh?.target.at ?? guest.at,
    );
    return [];
  }
  return [
    draft(moment, {
      action: 'backup-now',
      subject: guest.subject,
      title: shortly(guest),
      via: guestRoute(planning, guest),
      argv: ['vzdump', String(guest.vmid), '--mode', 'snapshot', ...destination],
      wait: deadline(planning, BACKUP_SEC, 'a copy of a whole guest', fresh.target.at),
      verify: fresh.check,
      because: [fresh.because],
    }),
  ];
}

function destinationOf(planning: Planning, guest: Guest, target: BackupTarget): string[] | undefined {
  const { basePath, host } = target;
  if (!basePath) return undefined;
  const storage = /^\/mnt\/pve\/([^/]+)\/dump\/?$/.exec(basePath.value)?.[1];
  const what = `base_path of backup target "${target.name}"`;
  if (storage !== undefined) {
    return ['--storage', safe(planning, 'storage', { value: storage, at: basePath.at }, what)];
  }
  const hypervisor = hypervisorOf(planning.estate, guest);
  const isThere = host !== undefined && planning.estate.index.named(host.value) === hypervisor;
  return isThere ? ['--dumpdir', safe(planning, 'path', basePath, what)] : undefined;
}
