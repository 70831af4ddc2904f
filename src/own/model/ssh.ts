import type { SshTarget } from '../../estate/model/node.ts';
import { fields, integer, maybe, text, texts } from '../shape.ts';
import { whole } from './site.ts';

/** A row of ssh.targets, as nodes and guests have it. */
export const SSH = fields('ssh', {
  id: text('Id of the ssh target.'),
  host: maybe(text('Address that it names.')),
  user: maybe(text('User that logs in.')),
  port: maybe(integer('Port, where one is stated.')),
  via: maybe(text('Id of the jump host.')),
  tags: texts('Its tags.'),
});

export const sshView = (ssh: SshTarget | undefined) =>
  ssh
    ? {
        id: ssh.id,
        host: ssh.host ?? null,
        user: ssh.user ?? null,
        port: whole(ssh.port),
        via: ssh.probeVia ?? null,
        tags: ssh.tags,
      }
    : null;

export const values = (stated: readonly { readonly value: string }[]): string[] =>
  stated.map(({ value }) => value);
