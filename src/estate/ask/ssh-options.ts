import type { Anchor } from '../../finding/place.ts';
import { RowAt } from '../reading/row-at.ts';
import { present } from '../reading/stated.ts';
import { oncePerEstate } from './once.ts';

/** How OpenSSH is to behave towards a target: its own row, else the defaults of its file. */
export interface SshOptions {
  readonly at: Anchor;
  readonly connectTimeoutSec?: number;
  readonly hostKeyChecking?: string;
  readonly knownHostsFile?: string;
}

/** The options of every row of ssh.targets, by its id. */
export const sshOptions = oncePerEstate((estate) => {
  const rows = estate.index.loaded('ssh.targets').flatMap((document) => {
    const ssh = RowAt.root(document).child('ssh');
    return ssh.rows('targets').flatMap((row) => optionsOf(row, ssh.child('defaults')));
  });
  return new Map(rows);
});

function optionsOf(row: RowAt, defaults: RowAt): [string, SshOptions][] {
  const id = row.identity('id');
  if (!id) return [];
  const text = (key: string) => (row.text(key) ?? defaults.text(key))?.value;
  const number = (key: string) => (row.number(key) ?? defaults.number(key))?.value;
  const fields = present({
    connectTimeoutSec: number('connect_timeout_sec'),
    hostKeyChecking: text('strict_host_key_checking'),
    knownHostsFile: text('user_known_hosts_file'),
  });
  return [[id.value, { at: id.at, ...fields }]];
}
