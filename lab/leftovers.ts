import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeNamespace } from './network.ts';

/** `gl<process><folder>`: stands before the name of every namespace of a lab. */
const NAME = /^gl(\d+)-(\w{6})-/;

export const prefixOf = (folder: string): string => `gl${process.pid}-${folder.slice(-6)}`;

/** Removes what labs left behind whose process was killed. Their machines ended with that process. */
export function sweep(): void {
  const names = execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' }).split('\n');
  for (const name of names.map((line) => line.split(' ')[0]!)) {
    const [, pid, folder] = NAME.exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    removeNamespace(name);
    rmSync(join(tmpdir(), `gates-lab-${folder}`), { recursive: true, force: true });
  }
}

const isAlive = (pid: number): boolean => readdirSync('/proc').includes(String(pid));
