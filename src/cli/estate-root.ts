import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SETTINGS_FILE } from '../config/settings-file.ts';
import { Refusal } from '../finding/refusal.ts';

/**
 * The estate's folder: the one named, else, above the working directory, the nearest that holds `gates.yaml` and lies
 * in the same git tree, else the git root, else the working directory.
 */
export function estateRoot(option: string | undefined): string {
  if (option === undefined) return usualRoot(process.cwd());
  const root = resolve(option);
  if (option !== '' && existsSync(root) && statSync(root).isDirectory()) return root;
  throw new Refusal(
    `the estate "${option}" is no folder`,
    'Name the root of the tree that holds the contracts.',
  );
}

function usualRoot(from: string): string {
  const top = gitRoot(from);
  if (top === undefined) return from;
  let folder = from;
  while (folder !== top && !existsSync(join(folder, SETTINGS_FILE))) folder = dirname(folder);
  return folder;
}

/** The nearest folder at or above `from` that holds `.git`. */
export function gitRoot(from: string): string | undefined {
  if (existsSync(join(from, '.git'))) return from;
  const parent = dirname(from);
  return parent === from ? undefined : gitRoot(parent);
}
