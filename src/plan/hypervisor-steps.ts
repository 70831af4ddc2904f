import { shortly } from '../estate/ask/describe.ts';
import type { Node } from '../estate/model/node.ts';
import type { Check } from './check.ts';
import { type Draft, type DraftParts, deadline, draft, type Moment } from './draft.ts';
import { type HostMount, mountsOf } from './host-mounts.ts';
import { hostOff } from './off.ts';
import type { Reason, Reasons } from './planning.ts';
import type { Argv, Route } from './route-model.ts';
import { requiredRoute } from './routes.ts';
import { waitFor } from './waits.ts';
import { wakeSteps } from './wake.ts';

/** Starts every backup and replication job of a node, and is started again by every boot. */
const SCHEDULER = 'pvescheduler.service';
const JSON_OUTPUT = ['--output-format', 'json'] as const;
const VERSION: Argv = ['pvesh', 'get', '/version', ...JSON_OUTPUT];
const HYPERVISOR_PORTS = [22, 8006];

function about(moment: Moment, host: Node): Pick<DraftParts, 'subject' | 'title'> & { readonly via: Route } {
  return { subject: host.subject, title: shortly(host), via: requiredRoute(moment.planning, host) };
}

export function readHypervisor(moment: Moment, host: Node, because: Reason): Draft {
  const parts = about(moment, host);
  const wait = deadline(moment.planning, 60, 'a look at one hypervisor', host.at);
  const verify = { kind: 'host-up', via: parts.via, read: VERSION } as const;
  return draft(moment, { ...parts, action: 'read-hypervisor', wait, verify, because: [because] });
}

/** Backup jobs of a hypervisor run, or do not, while guests are stopped and started. */
export function switchBackupJobs(moment: Moment, host: Node, active: boolean): Draft {
  const parts = about(moment, host);
  const text = active
    ? 'every guest is back, so that backups may run'
    : 'a backup that starts now would lock a guest that is about to stop';
  return draft(moment, {
    ...parts,
    action: active ? 'thaw-backup-jobs' : 'freeze-backup-jobs',
    title: `of ${parts.title}`,
    argv: ['systemctl', active ? 'start' : 'stop', SCHEDULER],
    wait: deadline(moment.planning, 60, 'one service', host.at),
    verify: {
      kind: 'unit',
      via: parts.via,
      read: ['systemctl', 'is-active', SCHEDULER],
      unit: SCHEDULER,
      active,
    },
    because: [{ text, at: host.at }],
  });
}

/** Takes a hypervisor's mounts away, and the hypervisor itself where that is asked for. */
export function stopHypervisor(moment: Moment, host: Node, because: Reasons): Draft[] {
  const { planning, site } = moment;
  const unmounts = mountsOf(planning, host).flatMap((mount) => unmount(moment, host, mount));
  if (planning.scope.poweroff.has(site.id)) return [...unmounts, powerOff(moment, host, because)];
  const text = `${shortly(host)} stays on: its power-off was not asked for (--poweroff ${site.id})`;
  planning.leave(site.id, host.subject, text, because[0].at);
  return unmounts;
}

/** Proxmox VE mounts an enabled storage again within seconds, so it is disabled first. */
function unmount(moment: Moment, host: Node, mount: HostMount): Draft[] {
  const disabled =
    mount.storage === undefined ? [] : [switchStorage(moment, host, mount, mount.storage, false)];
  return [...disabled, switchMount(moment, host, mount, false)];
}

function mountAgain(moment: Moment, host: Node, mount: HostMount): Draft[] {
  const { storage } = mount;
  if (storage === undefined) return [switchMount(moment, host, mount, true)];
  return [switchStorage(moment, host, mount, storage, true), awaitStorage(moment, host, mount, storage)];
}

const becauseOf = (mount: HostMount): Reason => ({
  text: `${mount.path} is mounted from ${mount.from}`,
  at: mount.at,
});

function switchStorage(moment: Moment, host: Node, mount: HostMount, storage: string, on: boolean): Draft {
  const parts = about(moment, host);
  return draft(moment, {
    ...parts,
    action: on ? 'enable-storage' : 'disable-storage',
    detail: storage,
    title: `"${storage}" of ${parts.title}`,
    argv: ['pvesm', 'set', storage, '--disable', on ? '0' : '1'],
    wait: deadline(moment.planning, 60, 'one setting', mount.at),
    verify: {
      kind: 'storage-enabled',
      via: parts.via,
      read: ['pvesh', 'get', `/storage/${storage}`, ...JSON_OUTPUT],
      storage,
      enabled: on,
    },
    because: [becauseOf(mount)],
  });
}

function awaitStorage(moment: Moment, host: Node, mount: HostMount, storage: string): Draft {
  const parts = about(moment, host);
  const read = ['pvesh', 'get', `/nodes/localhost/storage/${storage}/status`, ...JSON_OUTPUT];
  return draft(moment, {
    ...parts,
    action: 'await-storage',
    detail: storage,
    title: `"${storage}" of ${parts.title}`,
    wait: deadline(moment.planning, 300, 'the storage is activated once its NAS exports', mount.at),
    verify: { kind: 'storage-active', via: parts.via, read, storage },
    because: [becauseOf(mount)],
  });
}

function switchMount(moment: Moment, host: Node, mount: HostMount, mounted: boolean): Draft {
  const parts = about(moment, host);
  return draft(moment, {
    ...parts,
    action: mounted ? 'mount' : 'unmount',
    detail: mount.path,
    title: `${mount.path} of ${parts.title}`,
    argv: [mounted ? 'mount' : 'umount', mount.path],
    wait: deadline(moment.planning, 120, 'a mount in use is busy for a while', mount.at),
    verify: mountCheck(parts.via, mount.path, mounted),
    because: [becauseOf(mount)],
  });
}

export const mountCheck = (via: Route, path: string, mounted: boolean): Check => ({
  kind: 'mount',
  via,
  read: ['findmnt', '--noheadings', '--output', 'FSTYPE,SOURCE', '--mountpoint', path],
  path,
  mounted,
});

function powerOff(moment: Moment, host: Node, because: Reasons): Draft {
  const parts = about(moment, host);
  return draft(moment, {
    ...parts,
    action: 'power-off-hypervisor',
    argv: ['pvesh', 'create', '/nodes/localhost/status', '--command', 'shutdown'],
    wait: deadline(moment.planning, 900, 'whatever still runs is stopped first', host.at),
    verify: hostOff(moment, host, parts.via, HYPERVISOR_PORTS),
    because: [
      ...because,
      { text: `its power-off was asked for (--poweroff ${moment.site.id})`, at: moment.site.at },
    ],
  });
}

/** Wakes a hypervisor, waits until it answers, and until its storages do. */
export function startHypervisor(moment: Moment, host: Node, because: Reasons): Draft[] {
  const mounts = mountsOf(moment.planning, host).flatMap((mount) => mountAgain(moment, host, mount));
  const wakes = wakeSteps(moment, host, 'wake-hypervisor', HYPERVISOR_PORTS, because);
  return [...wakes, awaitHypervisor(moment, host, because), ...mounts];
}

function awaitHypervisor(moment: Moment, host: Node, because: Reasons): Draft {
  const parts = about(moment, host);
  return draft(moment, {
    ...parts,
    action: 'await-hypervisor',
    wait: waitFor(moment.planning, { thing: host, what: 'itself', deadlineSec: 900, observed: true }),
    verify: { kind: 'host-up', via: parts.via, read: VERSION },
    because,
  });
}
