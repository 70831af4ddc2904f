import { setTimeout as wait } from 'node:timers/promises';
import { observeBackups } from '../src/cli/observe/backups.ts';
import { observeGuests } from '../src/cli/observe/guests.ts';
import { windowAbort } from '../src/cli/window/abort.ts';
import { nasPower } from '../src/cli/window/nas.ts';
import { windowResume } from '../src/cli/window/resume.ts';
import { windowRun } from '../src/cli/window/run.ts';
import { windowUnlock } from '../src/cli/window/unlock.ts';
import { realWorld } from '../src/window/real-world.ts';
import type { Time, World } from '../src/window/world.ts';

/** The moment at which the evidence of the sample estates is young. */
const BEGIN = Date.parse('2026-01-15T11:00:00Z');
/** How much faster the lab's clock goes. Commands and connections have their full real time. */
const SPEED = Number(process.env.LAB_SPEED ?? 20);

/** When that moment was, on the clock of this machine. */
const EPOCH = Number(process.env.LAB_EPOCH ?? Date.now());
const time: Time = {
  now: () => BEGIN + (Date.now() - EPOCH) * SPEED,
  sleep: (ms, signal) => wait(ms / SPEED, undefined, signal && { signal }).catch(() => {}),
};

const labWorld = (folder: string, warn: (text: string) => void): World => ({
  ...realWorld(folder, warn),
  time,
});

// biome-ignore lint/suspicious/noExplicitAny: each command has options of its own
type Command = (argv: any) => Promise<number>;

const SITE = ['home'];

/** The commands as they are, on the machines of the lab. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  run: (argv) =>
    windowRun({ site: SITE, poweroff: [], execute: true, 'backup-now': false, ...argv }, labWorld),
  resume: (argv) => windowResume(argv, labWorld),
  abort: (argv) => windowAbort(argv, labWorld),
  unlock: (argv) => windowUnlock({ site: 'home', ...argv }, labWorld),
  stop: (argv) => nasPower('stop', { site: SITE, execute: true, ...argv }, labWorld),
  start: (argv) => nasPower('start', { site: SITE, execute: true, ...argv }, labWorld),
  backups: (argv) => observeBackups(argv, labWorld),
  guests: (argv) => observeGuests({ format: 'text', ...argv }, labWorld),
};
