import { main } from '../../../src/cli/main.ts';
import { observeBackups } from '../../../src/cli/observe/backups.ts';
import { observeGuests } from '../../../src/cli/observe/guests.ts';
import { windowAbort } from '../../../src/cli/window/abort.ts';
import { nasPower } from '../../../src/cli/window/nas.ts';
import { windowResume } from '../../../src/cli/window/resume.ts';
import { windowRun } from '../../../src/cli/window/run.ts';
import { windowUnlock } from '../../../src/cli/window/unlock.ts';
import { fakeWorld } from './world.ts';

// biome-ignore lint/suspicious/noExplicitAny: each command has options of its own
type Command = (argv: any) => Promise<number>;

/** The commands, on the machines of a state file. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  run: (argv) =>
    windowRun({ site: ['home'], poweroff: [], execute: true, 'backup-now': false, ...argv }, fakeWorld),
  resume: (argv) => windowResume(argv, fakeWorld),
  abort: (argv) => windowAbort(argv, fakeWorld),
  unlock: (argv) => windowUnlock({ site: 'home', ...argv }, fakeWorld),
  stop: (argv) => nasPower('stop', { site: ['home'], execute: true, ...argv }, fakeWorld),
  start: (argv) => nasPower('start', { site: ['home'], execute: true, ...argv }, fakeWorld),
  backups: (argv) => observeBackups(argv, fakeWorld),
  verify: async ({ estate }) => {
    await main(['receipt', 'verify', '--all', '-C', estate]);
    return Number(process.exitCode ?? 0);
  },
  leave: async ({ estate, pack = 'maintenance' }) => {
    await main(['verify', pack, '-C', estate, '--now', '2026-01-15T10:45:00Z', '--quiet']);
    return Number(process.exitCode ?? 0);
  },
  guests: (argv) => observeGuests({ format: 'text', ...argv }, fakeWorld),
};

const BY_WORDS: Readonly<Record<string, string>> = {
  'window run': 'run',
  'window resume': 'resume',
  'observe backups': 'backups',
  'observe guests': 'guests',
};

/** Runs a line as an operator types it; what reaches machines reaches those of the state file. */
export async function typed(line: string, estate: string): Promise<number> {
  const [, group, name, ...rest] = line.split(' ');
  const command = COMMANDS[BY_WORDS[`${group} ${name}`] ?? ''];
  if (command) return command({ execute: false, ...optionsIn(rest, group === 'window'), estate });
  await main([...line.split(' ').slice(1), '-C', estate]);
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return code;
}

const LISTS = ['site', 'poweroff'];

/** `--name value`, or `--name` alone; a window takes several sites. */
function optionsIn(words: readonly string[], several: boolean): Record<string, unknown> {
  const pairs = words.join(' ').matchAll(/--(\S+)(?: (?!--)(\S+))?/g);
  return Object.fromEntries(
    [...pairs].map(([, name, value]) => [name, several && LISTS.includes(name!) ? [value] : (value ?? true)]),
  );
}
