import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '../finding/refusal.ts';

/** The estate's folder: the one named, else the git root above the working directory, else that directory. */
export function estateRoot(option: string | undefined): string {
  if (option === undefined) return gitRoot(process.cwd()) ?? process.cwd();
  const root = resolve(option);
  if (existsSync(root) && statSync(root).isDirectory()) return root;
  throw new Refusal(
    `the estate "${option}" is no folder`,
    'Name the root of the tree that holds the contracts.',
  );
}

/** The nearest folder at or above `from` that holds `.git`. */
export function gitRoot(from: string): string | undefined {
  if (existsSync(join(from, '.git'))) return from;
  const parent = dirname(from);
  return parent === from ? undefined : gitRoot(parent);
}
