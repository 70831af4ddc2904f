import { shortly } from '../estate/ask/describe.ts';
import type { Guest } from '../estate/model/guest.ts';
import { type Draft, deadline, draft, type Moment } from './draft.ts';
import { guestCommand, guestRoute } from './guest-steps.ts';
import { type HostMount, mountsOf } from './host-mounts.ts';
import { mountCheck } from './hypervisor-steps.ts';
import type { Argv, Route } from './route-model.ts';
import { routeTo } from './routes.ts';

/** Proves the mounts of a guest, and mounts what is missing: an empty folder below a mount point looks like success. */
export function guestMounts(moment: Moment, guest: Guest): Draft[] {
  const { planning } = moment;
  const mounts = mountsOf(planning, guest);
  const inside = mounts.length === 0 ? undefined : insideOf(moment, guest);
  if (mounts.length > 0 && !inside) {
    const text = `the mounts of ${shortly(guest)} are not looked at: the contracts do not say how to reach it`;
    planning.leave(moment.site.id, guest.subject, text, guest.at);
  }
  return inside ? mounts.map((mount) => guestMount(moment, guest, mount, inside)) : [];
}

/** Where a command runs inside a guest, and what stands before it. */
interface Inside {
  readonly via: Route;
  readonly prefix: Argv;
  readonly root: boolean;
}

/** A container is entered from its hypervisor; a VM over its own ssh. */
function insideOf({ planning }: Moment, guest: Guest): Inside | undefined {
  if (guest.guestKind === 'lxc') {
    return {
      via: guestRoute(planning, guest),
      prefix: [...guestCommand(planning, guest, 'exec'), '--'],
      root: true,
    };
  }
  const via = routeTo(planning, guest);
  return via && { via, prefix: [], root: via.user === null || via.user === 'root' };
}

function guestMount(moment: Moment, guest: Guest, mount: HostMount, { via, prefix, root }: Inside): Draft {
  const check = mountCheck(via, mount.path, true);
  const sudo = root ? [] : ['sudo', '--non-interactive'];
  return draft(moment, {
    action: 'mount',
    detail: mount.path,
    subject: guest.subject,
    title: `${mount.path} in ${shortly(guest)}`,
    via,
    argv: [...prefix, ...sudo, 'mount', mount.path],
    wait: deadline(moment.planning, 180, 'a guest mounts what it finds while it boots', mount.at),
    verify: check.kind === 'mount' ? { ...check, read: [...prefix, ...check.read] } : check,
    because: [{ text: `${mount.path} is mounted from ${mount.from}`, at: mount.at }],
  });
}
