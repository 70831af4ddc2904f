import type { Ran, Reason } from './world.ts';

/** OpenSSH's own exit code for its own troubles; commands of Proxmox VE end with the same. */
const OWN = 255;

const SIGNS: readonly (readonly [Reason, RegExp])[] = [
  [
    'host-key',
    /REMOTE HOST IDENTIFICATION HAS CHANGED|Host key verification failed|No \S+ host key is known/,
  ],
  ['refused', /Permission denied \(|Too many authentication failures|sign_and_send_pubkey/],
  [
    'connect',
    /^ssh: (connect to host|Could not resolve)|Connection timed out during banner|kex_exchange_identification|stdio forwarding failed|open failed: connect failed/m,
  ],
  [
    'lost',
    /^(Connection to .* closed|Connection closed by|Connection reset by|Timeout, server|client_loop|Write failed)|Broken pipe$/m,
  ],
];

/** What ssh says whatever happens, such as that it has learnt a host key. */
const CHATTER = /^Warning: Permanently added .*$\r?\n?/gm;

/** Tells what ssh could not do from what the command said. Silence with ssh's own code is a lost connection. */
export function sshOutcome(code: number, stdout: string, raw: string): Ran {
  const stderr = raw.replace(CHATTER, '');
  if (code !== OWN) return { kind: 'ended', code, stdout, stderr };
  const found = SIGNS.find(([, sign]) => sign.test(stderr));
  if (found) return { kind: 'unreachable', reason: found[0], text: lineWith(stderr, found[1]) };
  if (stdout === '' && stderr.trim() === '') {
    return { kind: 'unreachable', reason: 'lost', text: 'ssh ended without a word' };
  }
  return { kind: 'ended', code, stdout, stderr };
}

/** What ssh puts around its loudest warning. */
const FRAME = /^@+\s*|(?:(?<!\s)\s+)?(?<!@)@+$/g;

/** The line that tells; over jump hosts the last one only says that the way was closed. */
function lineWith(text: string, sign: RegExp): string {
  const lines = text.split('\n').map((line) => line.trim().replace(FRAME, ''));
  return (lines.find((line) => sign.test(line)) ?? lines.at(-1) ?? '').slice(0, 300);
}
