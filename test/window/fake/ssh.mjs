#!/usr/bin/env node
// Plays the machines of a state file the way Proxmox VE, a NAS and a router answer over ssh.
import { appendFileSync, readFileSync } from 'node:fs';
import { answer } from './machines.mjs';
import { withState } from './state.mjs';

const words = process.argv.slice(2);
const split = words.indexOf('--');
const host = words[split + 1];
const line = words.slice(split + 2).join(' ');
appendFileSync(process.env.FAKE_LOG, `${JSON.stringify({ options: words.slice(0, split), host, line })}\n`);

const argv = [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2]);
const stdin = ['socat', 'python3'].includes(argv[0]) ? readFileSync(0) : null;
const {
  code,
  out = '',
  err = '',
} = withState(process.env.FAKE_STATE, (state) => answer(state, host, argv, stdin));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
