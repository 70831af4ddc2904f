import { setTimeout as wait } from 'node:timers/promises';
import { hereIn } from './here.ts';
import { SshTransport } from './ssh-transport.ts';
import type { Time, World } from './world.ts';

const time: Time = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal && { signal }).catch(() => {}),
};

/** The machines of the estate, over ssh, and this one. */
export function realWorld(folder: string, warn: (text: string) => void): World {
  return { transport: new SshTransport(warn), here: hereIn(folder), time };
}
