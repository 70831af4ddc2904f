import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { onTestFinished } from 'vitest';

/** What opens, looks into or writes what a path leads to. Asking where links lead, and taking links away, does not. */
const OPENERS = [
  'accessSync',
  'appendFileSync',
  'copyFileSync',
  'createReadStream',
  'existsSync',
  'linkSync',
  'mkdirSync',
  'openSync',
  'opendirSync',
  'readFileSync',
  'readdirSync',
  'statSync',
  'writeFileSync',
] as const;

const LATER = [
  'access',
  'copyFile',
  'mkdir',
  'open',
  'readFile',
  'readdir',
  'rename',
  'stat',
  'writeFile',
] as const;

/** Every call that opens or looks into something below a folder, until the test is over. */
export function watchedDisk(folder: string): string[] {
  const seen: string[] = [];
  const { realpathSync } = fs;
  const note = (name: string, path: unknown) => {
    if (typeof path !== 'string' && !Buffer.isBuffer(path) && !(path instanceof URL)) return;
    const real = realOf(path instanceof URL ? path.pathname : String(path), realpathSync);
    if (real === folder || real.startsWith(folder + sep)) seen.push(`${name} ${String(path)}`);
  };
  watch(fs as unknown as Functions, [...OPENERS, ...LATER], note);
  watch(fs.promises as unknown as Functions, LATER, note);
  syncBuiltinESMExports();
  return seen;
}

type Functions = Record<string, (...args: unknown[]) => unknown>;

function watch(from: Functions, names: readonly string[], note: (name: string, path: unknown) => void): void {
  for (const name of names) {
    const real = from[name]!;
    from[name] = Object.assign((...args: unknown[]) => {
      note(name, args[0]);
      return real(...args);
    }, real);
    onTestFinished(() => {
      from[name] = real;
      syncBuiltinESMExports();
    });
  }
}

function realOf(path: string, realpath: typeof fs.realpathSync): string {
  const full = resolve(path);
  try {
    return realpath(full);
  } catch {
    return full === dirname(full) ? full : join(realOf(dirname(full), realpath), basename(full));
  }
}
