import type { Argv, Hop, Route } from '../plan/route-model.ts';

const USUAL_CONNECT_SEC = 10;

/** `key=value` for OpenSSH; whatever is not here is left to the user's own configuration. */
export function sshOptionsOf({ connectTimeoutSec, hostKeyChecking, knownHostsFile }: Route): string[] {
  return [
    'BatchMode=yes',
    `ConnectTimeout=${connectTimeoutSec ?? USUAL_CONNECT_SEC}`,
    'ServerAliveInterval=5',
    'ServerAliveCountMax=3',
    ...(hostKeyChecking === null ? [] : [`StrictHostKeyChecking=${hostKeyChecking}`]),
    ...(knownHostsFile === null ? [] : [`UserKnownHostsFile=${knownHostsFile}`]),
  ];
}

/** The words after `ssh`. `config` is the file that the jump hosts need, see jumpConfig. */
export function sshArguments(route: Route, argv: Argv, config: string | undefined): string[] {
  const { host, user, port, jump } = route;
  return [
    ...(config === undefined ? [] : ['-F', config]),
    ...sshOptionsOf(route).flatMap((option) => ['-o', option]),
    ...(jump.length === 0 ? [] : ['-J', jump.map(hopWords).join(',')]),
    ...(user === null ? [] : ['-l', user]),
    ...(port === null ? [] : ['-p', String(port)]),
    '-T',
    '--',
    host,
    ...argv.map(forTheFarShell),
  ];
}

function hopWords({ host, user, port }: Hop): string {
  const address = host.includes(':') ? `[${host}]` : host;
  return `${user === null ? '' : `${user}@`}${address}${port === null ? '' : `:${port}`}`;
}

const PLAIN = /^[A-Za-z0-9._/=:,+@%-]+$/;

/** ssh joins its words with blanks and a shell at the far end takes them apart again: what it could read is quoted. */
const forTheFarShell = (word: string): string => (PLAIN.test(word) ? word : `'${word}'`);
