import type { Check } from '../../plan/check.ts';
import { holds, holdsIf, type Observation, wrong } from '../observation.ts';
import { complaint, type Ended } from './answer.ts';

type GuestCheck = Extract<Check, { kind: 'guest-known' | 'guest-state' }>;

/** Between stopped and running; these pass by themselves. */
const PASSING = new Set(['prelaunch', 'shutdown', 'inmigrate']);

/** A guest by the words of `qm status` or `pct status`. Whatever is neither running nor stopped is for a person. */
export function seeGuest(check: GuestCheck, ended: Ended): Observation {
  if (ended.code !== 0) return unknownGuest(check, ended);
  const field = (name: string) => new RegExp(`^${name}: *(.*)$`, 'm').exec(ended.stdout)?.[1]?.trim() ?? '';
  const state = field('qmpstatus') || field('status');
  const lock = field('lock');
  if (lock !== '') return locked(check, lock);
  if (state === 'running' || state === 'stopped' || PASSING.has(state)) return judged(check, state);
  const text = `${check.guest} is "${state || 'in no state that it tells'}"; expected running or stopped`;
  return wrong(text, `look at it (${check.read.slice(0, 3).join(' ')}) and bring it to running or stopped`);
}

function judged(check: GuestCheck, state: string): Observation {
  const text = `${check.guest} is ${state}`;
  return check.kind === 'guest-known' ? holds(text) : holdsIf(state === check.state, text);
}

function locked({ guest, vmid, guestKind }: GuestCheck, lock: string): Observation {
  const tool = guestKind === 'lxc' ? 'pct' : 'qm';
  if (lock === 'suspended' || lock === 'suspending') {
    return wrong(
      `${guest} is hibernated (lock "${lock}")`,
      `resume it with ${tool} start ${vmid}, then go on`,
    );
  }
  return wrong(
    `${guest} is locked ("${lock}")`,
    `wait until that job ends; only when it is surely dead: ${tool} unlock ${vmid}`,
  );
}

function unknownGuest({ guest, guestKind, via }: GuestCheck, ended: Ended): Observation {
  const said = complaint(ended);
  if (/does not exist/.test(said)) {
    const text = `${via.id} knows no ${guestKind} guest with the number of ${guest}: ${said}`;
    return wrong(text, 'correct vm_type, the number or proxmox_host in vm.lifecycle.yaml');
  }
  return wrong(
    `the state of ${guest} is unknown: ${said}`,
    `look at it on ${via.id}; unknown is not stopped`,
  );
}
