import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

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
  const refusal = namespaces();
  return refusal === undefined ? undefined : { skip: `this machine allows no namespaces: ${refusal}` };
}

function hasProgram(name: string): boolean {
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

/** Tries what the lab does: a network of its own, and in it processes and mounts of their own. */
function namespaces(): string | undefined {
  const name = `gl${process.pid}-trial0-x`;
  const ip = (...words: string[]) => execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    ip('netns', 'add', name);
    ip('-n', name, 'link', 'add', 'a', 'type', 'veth', 'peer', 'name', 'b');
    ip('-n', name, 'link', 'add', 'c', 'type', 'bridge');
    ip(
      'netns',
      'exec',
      name,
      'unshare',
      '--mount',
      '--pid',
      '--fork',
      '--mount-proc',
      'mount',
      '-t',
      'tmpfs',
      'x',
      '/mnt',
    );
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: Buffer };
    return (String(stderr ?? '').trim() || message).split('\n')[0];
  } finally {
    try {
      ip('netns', 'del', name);
    } catch {}
  }
}
