import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { removeNamespace } from './network.ts';

/** Programs of the lab, with the package of Debian that has each. */
const PROGRAMS: Readonly<Record<string, string>> = {
  sshd: 'openssh-server',
  ssh: 'openssh-client',
  'lxc-start': 'lxc',
  ip: 'iproute2',
  busybox: 'busybox-static',
  socat: 'socat',
  nc: 'netcat-openbsd',
  ping: 'iputils-ping',
  showmount: 'nfs-common',
  openssl: 'openssl',
  findmnt: 'util-linux',
  sysctl: 'procps',
  pkill: 'procps',
  setpriv: 'util-linux',
};

/** Why a lab cannot be built here; `skip`: nothing that can be installed would change that. */
export type Obstacle = { readonly skip: string } | { readonly install: readonly string[] };

/** What stands against a lab on this machine, if anything does. */
export function obstacle(): Obstacle | undefined {
  if (process.platform !== 'linux')
    return { skip: `namespaces are a thing of Linux; this is ${process.platform}` };
  if (process.getuid?.() !== 0)
    return { skip: 'only root makes namespaces and starts containers; this is another user' };
  const packages = Object.entries(PROGRAMS).flatMap(([program, from]) => (hasProgram(program) ? [] : [from]));
  if (packages.length > 0) return { install: [...new Set(packages)] };
  const refusal = trial();
  return refusal === undefined
    ? undefined
    : { skip: `this machine lets nobody make namespaces and containers: ${refusal}` };
}

export function hasProgram(name: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Builds the smallest lab there is: a wire, and on it a machine with a container. */
const TRIAL = `set -e
ip link add one0 type veth peer name two0
ip link add bridge0 type bridge
mkdir -p "$0/1/rootfs/bin"
cp "$(command -v busybox)" "$0/1/rootfs/bin/busybox"
cat > "$0/1/config" <<END
lxc.rootfs.path = dir:$0/1/rootfs
lxc.init.cmd = /bin/busybox sleep 60
lxc.apparmor.profile = unconfined
lxc.net.0.type = veth
lxc.net.0.link = bridge0
END
lxc-start -P "$0" -n 1 -l ERROR -o "$0/log" || { cat "$0/log" >&2; exit 1; }
lxc-stop -P "$0" -n 1 --kill
`;

/** Why that does not work here. */
function trial(): string | undefined {
  const name = `gl${process.pid}-trial0-x`;
  const folder = mkdtempSync(join(tmpdir(), 'gates-lab-trial-'));
  const quiet: ExecFileSyncOptions = { stdio: ['ignore', 'ignore', 'pipe'], timeout: 60_000 };
  const apart = [
    'unshare',
    '--mount',
    '--pid',
    '--fork',
    '--kill-child',
    '--mount-proc',
    'sh',
    '-c',
    TRIAL,
    folder,
  ];
  try {
    execFileSync('ip', ['netns', 'add', name], quiet);
    execFileSync('ip', ['netns', 'exec', name, ...apart], quiet);
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: Buffer };
    return (String(stderr ?? '').trim() || message).split('\n')[0];
  } finally {
    removeNamespace(name);
    rmSync(folder, { recursive: true, force: true });
  }
}
