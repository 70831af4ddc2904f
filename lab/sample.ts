import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TRANSACTION = 'ops/bindings/infra.maintenance.transaction.contract.yaml';
const TARGETS = 'ops/bindings/ssh.targets.yaml';
const POSTCHECK = 'ops/plugins/infra/bin/guest-status';

/** A sample estate as it is for a lab: its machines are known by their keys, and guests have little time to stop. */
export function copyEstate(sample: string, to: string): void {
  cpSync(join('fixtures/estates', sample), to, { recursive: true });
  edit(to, TARGETS, 'strict_host_key_checking: "no"', 'strict_host_key_checking: "yes"');
  edit(to, TARGETS, /\n *user_known_hosts_file: .*/, '');
  edit(to, TRANSACTION, /guest_stop_timeout_sec: \d+/g, 'guest_stop_timeout_sec: 5');
  edit(to, TRANSACTION, /required_postchecks:\n( {2}- .*\n)+/, 'required_postchecks:\n  - guest.status\n');
}

/** Makes it a repository whose postcheck asks the hypervisors at these addresses. */
export function committed(folder: string, addresses: readonly string[]): void {
  writeFileSync(join(folder, POSTCHECK), postcheck(addresses));
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, '-c', 'user.email=test@example.org', '-c', 'user.name=test', 'commit', '-q', '-m', 'contracts');
}

/** Takes back whatever was written since. */
export function restored(folder: string): void {
  git(folder, 'checkout', '-q', '.');
  git(folder, 'clean', '-qfdx');
}

/** Replaces a text that has to be there. */
export function edit(folder: string, file: string, find: string | RegExp, replace: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const edited = text.replace(find, () => replace);
  if (edited === text) throw new Error(`${file} does not hold ${find}`);
  writeFileSync(path, edited);
}

const git = (cwd: string, ...words: string[]) => execFileSync('git', words, { cwd, stdio: 'ignore' });

/** Every guest runs, by the word of its hypervisor. */
const postcheck = (addresses: readonly string[]): string => `#!/usr/bin/env bash
set -euo pipefail
for host in ${addresses.join(' ')}; do
  seen="$(ssh -n -o BatchMode=yes "root@$host" 'qm list; pct list')"
  if grep -w stopped <<<"$seen"; then exit 1; fi
done
`;
