import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen, type Services } from './listeners.ts';

/** The first process of a machine of the lab: it makes the machine's own folders, and then what answers on it. */
export interface MachineConfig {
  readonly folder: string;
  readonly keys: string;
  /** Mount points that the machine has. */
  readonly paths: readonly string[];
  /** False in a container, whose folders are its own already. */
  readonly ssh: boolean;
  readonly services: Services;
}

const config = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as MachineConfig;

/** Folders of the outer machine that this one must not share. */
function ownFolders(): void {
  const mount = (...words: string[]) => execFileSync('mount', words);
  for (const path of ['/run', '/mnt', '/srv']) mount('-t', 'tmpfs', 'lab', path);
  for (const path of ['/run/lock', '/run/sshd', ...config.paths]) mkdirSync(path, { recursive: true });
  for (const name of ['passwd', 'shadow', 'group'])
    mount('--bind', join(config.folder, name), `/etc/${name}`);
}

if (config.ssh) {
  ownFolders();
  spawn('/usr/sbin/sshd', ['-D', '-f', join(config.folder, 'sshd_config')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
listen(config.services, config.keys);
