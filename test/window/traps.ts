/** A trap that the world lays: what happens there, and the test that shows the way around it. */
export interface Trap {
  readonly about:
    | 'guests'
    | 'locks'
    | 'order'
    | 'HA'
    | 'answers'
    | 'copies'
    | 'storage'
    | 'NAS'
    | 'wake'
    | 'ssh';
  readonly trap: string;
  readonly file: string;
  readonly test: string;
}

const trap = (about: Trap['about'], text: string, file: string, test: string): Trap => ({
  about,
  trap: text,
  file: `test/${file}.test.ts`,
  test,
});

const AS_THEY_ARE = 'window/machines-as-they-are';

export const TRAPS: readonly Trap[] = [
  trap(
    'guests',
    'one number, two tools: the wrong one says that there is no such guest',
    'window/parts',
    'of the other kind is told apart',
  ),
  trap(
    'guests',
    'a failed task ends with 255, as ssh itself does',
    'window/parts',
    'ssh and Proxmox VE share an exit code',
  ),
  trap(
    'guests',
    'shutdown of a stopped container, start of a running guest: errors',
    AS_THEY_ARE,
    'that stand already as they should are left alone',
  ),
  trap(
    'guests',
    'a shutdown that times out leaves the guest running',
    'window/faults',
    'that ignore a shutdown stop the window',
  ),
  trap(
    'guests',
    'only the contract lets one be switched off',
    'window/faults',
    'are switched off where it does',
  ),
  trap(
    'guests',
    'paused, io-error, suspended: not running is not stopped',
    'window/parts',
    'the state of a guest',
  ),
  trap(
    'guests',
    'two standalone sites are two spaces of numbers',
    'window/sites',
    'everything goes down and comes back',
  ),
  trap(
    'guests',
    'containers are forgotten where only VMs are asked for',
    'plan/sample',
    'guests of both kinds',
  ),
  trap(
    'locks',
    'a lock keeps a guest from starting and stopping',
    'window/faults',
    'a locked guest, a running backup',
  ),
  trap('locks', 'a hibernated guest is stopped and locked', 'window/parts', 'the state of a guest'),
  trap(
    'order',
    'start order reaches neither another site nor the NAS',
    'window/sites',
    'an edge between them is kept',
  ),
  trap('order', 'a delay is no readiness', 'plan/sample', 'what the contract expects is waited for'),
  trap(
    'order',
    'the NAS goes before what mounts from it',
    'window/machines-as-they-are',
    'that are in use keep the NAS on',
  ),
  trap('order', 'a backup job starts while guests stop', 'plan/sample', 'backup jobs first'),
  trap(
    'HA',
    'exit 0 of a managed guest only means queued',
    'window/faults',
    'that are paused or queued for HA',
  ),
  trap('answers', 'an empty list prints nothing', AS_THEY_ARE, 'an empty answer lists none of them'),
  trap(
    'answers',
    'unknown state, ids as text, rows wrapped in data',
    AS_THEY_ARE,
    'of which a hypervisor that hangs knows nothing',
  ),
  trap(
    'copies',
    'the name holds the local time of the node',
    'window/copies',
    'a dump is as old as its name says',
  ),
  trap(
    'copies',
    'unfinished files match a loose glob',
    'window/copies',
    'what is not finished, empty or beside a dump',
  ),
  trap('copies', 'the log tells the end of a run', 'window/copies', 'where runs leave their logs'),
  trap(
    'copies',
    'snapshots of a backup server are folders named in UTC',
    'window/copies',
    'a snapshot of a backup server',
  ),
  trap(
    'copies',
    'after a power loss no evidence is fresh',
    'window/window',
    'recovery after a power loss needs no fresh evidence',
  ),
  trap('storage', 'NFS 4 only has no list of exports', AS_THEY_ARE, 'that speaks NFS 4 only'),
  trap('storage', 'an empty mount point looks like success', AS_THEY_ARE, 'that came up as empty folders'),
  trap('storage', 'a mount in use', AS_THEY_ARE, 'that are in use keep the NAS on'),
  trap(
    'NAS',
    'its web page answers before its volumes do',
    AS_THEY_ARE,
    'whose web pages answer and whose NFS does not',
  ),
  trap('NAS', 'sshd dies early: silence is not off', AS_THEY_ARE, 'that only closed its ssh is not off'),
  trap(
    'NAS',
    'quiet ports, but the link is up',
    AS_THEY_ARE,
    'that is quiet while the observer still sees it',
  ),
  trap('NAS', 'how it is powered off differs by model', 'plan/refusals', 'nas_stop'),
  trap(
    'wake',
    'the packet: six times ff, sixteen times the address',
    'window/parts',
    'a magic packet is six times',
  ),
  trap('wake', 'one packet is lost', AS_THEY_ARE, 'sends again while the machine sleeps on'),
  trap(
    'wake',
    'the only waker goes down with the site',
    'plan/guards',
    'a waker that goes down with the site',
  ),
  trap('wake', 'the waker has nothing to send with', AS_THEY_ARE, 'that has nothing to send with'),
  trap('ssh', 'a command hangs', AS_THEY_ARE, 'a command that hangs is given up'),
  trap('ssh', 'a half-closed connection', AS_THEY_ARE, 'one that is cut after the command left'),
];
