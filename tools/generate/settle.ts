import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface GeneratedFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** Writes what changed. With `check` nothing is written, and the paths that differ are returned. */
export function settle(files: readonly GeneratedFile[], check: boolean): string[] {
  const changed = files.filter((file) => !isCurrent(file));
  if (check) return changed.map((file) => file.path);
  changed.forEach(write);
  return [];
}

function isCurrent({ path, text }: GeneratedFile): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') === text;
}

function write({ path, text }: GeneratedFile): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
