import { shortly } from '../estate/ask/describe.ts';
import type { Guest } from '../estate/model/guest.ts';
import type { Check } from './check.ts';
import { type Draft, deadline, draft, type Moment } from './draft.ts';
import { hypervisorOf } from './members.ts';
import type { Wait } from './model.ts';
import type { Planning, Reason } from './planning.ts';
import type { Argv, Route } from './route-model.ts';
import { requiredRoute } from './routes.ts';
import { safe } from './safe.ts';
import { waitFor } from './waits.ts';

const TOOLS = { qemu: 'qm', lxc: 'pct' } as const;

/** The command line of the tool that knows guests of this kind; undecided kinds were refused before. */
export function guestCommand(planning: Planning, guest: Guest, verb: string, ...options: string[]): Argv {
  const vmid = safe(
    planning,
    'vmid',
    { value: String(guest.vmid), at: guest.at },
    `the number of ${guest.key}`,
  );
  return [TOOLS[guest.guestKind ?? 'qemu'], verb, vmid, ...options];
}

/** The hypervisor from which a guest is acted on. */
export function guestRoute(planning: Planning, guest: Guest): Route {
  return requiredRoute(planning, hypervisorOf(planning.estate, guest) ?? guest);
}

export function guestState(planning: Planning, guest: Guest, state: 'running' | 'stopped'): Check {
  return { kind: 'guest-state', ...reading(planning, guest), state };
}

function reading(planning: Planning, guest: Guest) {
  return {
    guest: guest.key,
    vmid: guest.vmid,
    guestKind: guest.guestKind ?? 'qemu',
    via: guestRoute(planning, guest),
    read: guestCommand(planning, guest, 'status', '--verbose', '1'),
  } as const;
}

/** Looks at a guest: before a window it may run or not, after one it runs. */
export function readGuest(moment: Moment, guest: Guest, because: Reason, state?: 'running'): Draft {
  const { planning } = moment;
  return draft(moment, {
    action: 'read-guest',
    subject: guest.subject,
    title: shortly(guest),
    via: guestRoute(planning, guest),
    wait: deadline(planning, 60, 'a look at one guest', guest.at),
    verify: state ? guestState(planning, guest, state) : { kind: 'guest-known', ...reading(planning, guest) },
    because: [because],
  });
}

export function startGuest(
  moment: Moment,
  guest: Guest,
  because: readonly Reason[],
  observed: boolean,
): Draft {
  const { planning } = moment;
  return draft(moment, {
    action: 'start-guest',
    subject: guest.subject,
    title: shortly(guest),
    via: guestRoute(planning, guest),
    argv: guestCommand(planning, guest, 'start'),
    wait: waitFor(planning, { thing: guest, what: 'itself', deadlineSec: 180, observed }),
    verify: guestState(planning, guest, 'running'),
    because,
  });
}

export function stopGuest(moment: Moment, guest: Guest, because: readonly Reason[]): Draft {
  const { planning, site } = moment;
  const { wait, timeoutSec } = stopWait(moment, guest);
  const escalates = site.maintenance?.escalateStop?.value === true;
  return draft(moment, {
    action: 'stop-guest',
    subject: guest.subject,
    title: shortly(guest),
    via: guestRoute(planning, guest),
    argv: guestCommand(planning, guest, 'shutdown', '--timeout', String(timeoutSec)),
    escalate: escalates ? guestCommand(planning, guest, 'stop') : null,
    wait,
    verify: guestState(planning, guest, 'stopped'),
    because,
  });
}

/** `qm` and `pct` wait 60 s of their own accord, which a busy guest does not keep. */
const USUAL_STOP_SEC = 180;

function stopWait({ planning, site }: Moment, guest: Guest): { wait: Wait; timeoutSec: number } {
  const stated = site.maintenance?.guestStopTimeoutSec;
  const timeoutSec = stated?.value || USUAL_STOP_SEC;
  const text = stated
    ? `guest_stop_timeout_sec of site "${site.id}"`
    : `site "${site.id}" states no guest_stop_timeout_sec; ${USUAL_STOP_SEC} s`;
  const at = stated?.at ?? site.maintenance?.at ?? guest.at;
  return { timeoutSec, wait: deadline(planning, timeoutSec + 30, text, at) };
}
