import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const COMMAND = resolve('bin/gates.js');

/** The built command as a process of its own, in `cwd`. */
export function gatesIn(cwd: string, ...args: string[]): Ended {
  return ended(process.execPath, [COMMAND, ...args], cwd);
}

const before = new Map<string, Ended>();

/** The same from the project's root; one run serves every test that asks for the same. */
export function gates(...args: string[]): Ended {
  const line = args.join(' ');
  const ended = before.get(line) ?? gatesIn('.', ...args);
  before.set(line, ended);
  return ended;
}

/** A line for bash, in which `$GATES` is the command; a pipe fails when one of its parts does. */
export function shell(line: string): Ended {
  const prelude = `set -o pipefail; GATES="${process.execPath} ${COMMAND}"; `;
  return ended('bash', ['-c', prelude + line], '.');
}

function ended(file: string, args: readonly string[], cwd: string): Ended {
  const env: NodeJS.ProcessEnv = { ...process.env };
  // Node itself warns on stderr when both are there, even empty.
  delete env.NO_COLOR;
  delete env.FORCE_COLOR;
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, env, encoding: 'utf8', maxBuffer: 1e8 });
  return { code: status, out: stdout, err: stderr };
}
