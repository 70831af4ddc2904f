import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastGlob from 'fast-glob';
import { compareText } from '../finding/order.ts';
import { isLeftOut, LEFT_OUT_GLOBS } from './left-out.ts';
import type { Tree, TreeFile } from './tree.ts';

/** The work tree on disk. Symlinks are never followed out of the root. */
export function diskTree(root: string): Tree {
  const home = realpathSync(root);
  let listed: readonly TreeFile[] | undefined;
  return {
    files: () => (listed ??= list(home)),
    read: (path) => readFileSync(inside(home, path)),
    size: (path) => statSync(inside(home, path)).size,
    executable: (path) => (statSync(inside(home, path)).mode & 0o111) !== 0,
    has: (path) => exists(home, path),
  };
}

function list(root: string): TreeFile[] {
  const entries = fastGlob.sync('**', {
    cwd: root,
    dot: true,
    onlyFiles: false,
    followSymbolicLinks: false,
    objectMode: true,
    suppressErrors: true,
    ignore: [...LEFT_OUT_GLOBS],
  });
  return entries
    .filter((entry) => !isLeftOut(entry.path))
    .map((entry) => treeFile(root, entry.path, typeOf(entry.dirent)))
    .sort((a, b) => compareText(a.path, b.path));
}

function treeFile(root: string, path: string, type: TreeFile['type']): TreeFile {
  const target = type === 'symlink' ? targetOf(root, path) : undefined;
  return target === undefined ? { path, type } : { path, type, target };
}

function targetOf(root: string, path: string): string | undefined {
  try {
    return relative(root, inside(root, path)).split(sep).join('/');
  } catch {
    return undefined;
  }
}

function typeOf(entry: {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}): TreeFile['type'] {
  if (entry.isSymbolicLink()) return 'symlink';
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'directory' : 'other';
}

function inside(root: string, path: string): string {
  const real = realpathSync(join(root, path));
  if (real !== root && !real.startsWith(root + sep)) throw new Error(`${path} leads outside the estate`);
  return real;
}

function exists(root: string, path: string): boolean {
  try {
    lstatSync(inside(root, path));
    return true;
  } catch {
    return false;
  }
}
