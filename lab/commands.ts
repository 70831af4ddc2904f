import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** A program that is given up after a moment instead of its full time. */
const HURRIED = process.env.LAB_HURRIED;
const MOMENT_MS = 3000;

function labWorld(folder: string, warn: (text: string) => void): World {
  const { transport, here } = realWorld(folder, warn);
  const run: typeof transport.run = (route, argv, options) => {
    const timeoutMs = argv[0] === HURRIED ? MOMENT_MS : options.timeoutMs;
    return transport.run(route, argv, { ...options, timeoutMs });
  };
  return { transport: { run }, here, time };
}

// biome-ignore lint/suspicious/noExplicitAny: each command has options of its own
type Command = (argv: any) => Promise<number>;

const SITE = ['home'];

/** A contract of the estate with a hostile value in it; `planned`: a plan is made all the same. */
export interface HostileCase {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly planned: boolean;
}

/** Runs a whole window for each case, and prints its exit code. */
async function hostile({ estate, cases }: { estate: string; cases: string }): Promise<number> {
  let windows = 0;
  for (const { name, file, find, replace } of JSON.parse(readFileSync(cases, 'utf8')) as HostileCase[]) {
    const path = join(estate, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(find)) throw new Error(`${name}: ${file} does not hold ${find}`);
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
    const window = { estate, phase: 'full', poweroff: ['home'], 'window-id': `H${++windows}` };
    const code = await COMMANDS.run!(window).catch(() => 2);
    if (code === 1) await COMMANDS.abort!({ estate, id: window['window-id'] }).catch(() => {});
    writeFileSync(path, text);
    process.stdout.write(`case ${code}\n`);
  }
  return 0;
}

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
  hostile,
  guests: (argv) => observeGuests({ format: 'text', ...argv }, labWorld),
};
