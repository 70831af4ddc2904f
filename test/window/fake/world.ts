import { appendFileSync, readFileSync } from 'node:fs';
import { SshTransport } from '../../../src/window/ssh-transport.ts';
import type { Here, Time, World } from '../../../src/window/world.ts';
// @ts-expect-error plain JavaScript
import { exportsOf, isOn, machineAt, takes } from './machines.mjs';
import { fakeSsh } from './ssh-client.ts';

/** The moment at which the evidence of the sample estate is young. */
const BEGIN = Date.parse('2026-01-15T11:00:00Z');

/** A clock on which waiting takes no time. */
function fastTime(): Time {
  const started = Date.now();
  let slept = Number(process.env.FAKE_LATER_MS ?? 0);
  return {
    now: () => BEGIN + (Date.now() - started) + slept,
    sleep: async (ms) => {
      slept += ms;
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
  };
}

const state = () => JSON.parse(readFileSync(process.env.FAKE_STATE!, 'utf8'));

const here: Here = {
  run: async (argv) => {
    appendFileSync(process.env.FAKE_LOG!, `${JSON.stringify({ here: argv })}\n`);
    if (argv[0] !== 'showmount') return { kind: 'ended', code: 0, stdout: '', stderr: '' };
    const { code, out = '', err = '' } = exportsOf(state(), argv.at(-1));
    return { kind: 'ended', code, stdout: out, stderr: err };
  },
  knock: async (host, port) => takes(state(), host, port),
  status: async (url) => {
    const { hostname, pathname } = new URL(url);
    if (!isOn(state(), machineAt(state(), hostname))) return undefined;
    return pathname === '/admin/' ? 302 : 200;
  },
  ask: async (host) => isOn(state(), machineAt(state(), host)),
};

/** Commands go the way of real ones up to the ssh client; everything else is the state file. */
export const fakeWorld = (_folder: string, warn: (text: string) => void): World => ({
  transport: new SshTransport(warn, fakeSsh),
  here,
  time: fastTime(),
});
