import { appendFileSync } from 'node:fs';
import { sshOutcome } from '../../../src/window/ssh-outcome.ts';
import type { SshClient } from '../../../src/window/ssh-transport.ts';
// @ts-expect-error plain JavaScript
import { answer } from './machines.mjs';
// @ts-expect-error plain JavaScript
import { withState } from './state.mjs';

/** Plays the machines of a state file the way Proxmox VE, a NAS and a router answer over ssh. */
export const fakeSsh: SshClient = async (words, { stdin }) => {
  const split = words.indexOf('--');
  const host = words[split + 1];
  const line = words.slice(split + 2).join(' ');
  appendFileSync(
    process.env.FAKE_LOG!,
    `${JSON.stringify({ options: words.slice(0, split), host, line })}\n`,
  );
  const argv = [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2]);
  const {
    code,
    out = '',
    err = '',
  } = withState(process.env.FAKE_STATE, (state: unknown) => answer(state, host, argv, stdin));
  return sshOutcome(code, out, err);
};
